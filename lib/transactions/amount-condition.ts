import 'server-only';
import { Prisma } from '#lib/db/client';
import { currenciesByExponent, unnamedCurrency, unofficialExponent } from '#lib/money/currency';
import { type MinorBounds, toMinorBounds, widest } from './amount-bounds.ts';
import type { AmountRange } from './search-language.ts';

/**
 * SQL: whether the amount of `e`, a row of "EffectiveTransaction", lies in a range of units of its own
 * currency. What it can be in none is passed over before its currency is looked up, which takes longer than
 * all else that is asked of a row.
 */
export function amountCondition(range: AmountRange): Prisma.Sql {
  const amount = range.signed ? Prisma.sql`e."amountMinor"` : Prisma.sql`abs(e."amountMinor")`;
  const branches = currenciesByExponent.map(({ exponent, currencies }) => ({
    currencies,
    bounds: toMinorBounds(range, exponent),
  }));
  const otherwise = toMinorBounds(range, unofficialExponent);
  const isPossible = withinAny(amount, [...branches.map(({ bounds }) => bounds), otherwise]);
  const cases = branches.map(
    ({ currencies, bounds }) => Prisma.sql`
      WHEN COALESCE(e."currency", ${unnamedCurrency}) = ANY(${currencies})
        THEN ${within(amount, bounds)}`,
  );
  return Prisma.sql`(${isPossible}
    AND CASE ${Prisma.join(cases, ' ')} ELSE ${within(amount, otherwise)} END)`;
}

/** In one of them: exactly so for single amounts, else in what lies between all of their ends. */
function withinAny(amount: Prisma.Sql, bounds: MinorBounds[]): Prisma.Sql {
  const some = bounds.filter(({ min, max }) => min === null || max === null || min <= max);
  if (some.every(({ min, max }) => min !== null && min === max)) {
    return Prisma.sql`${amount} = ANY(${some.map(({ min }) => String(min))}::bigint[])`;
  }
  return within(amount, widest(some));
}

function within(amount: Prisma.Sql, { min, max }: MinorBounds): Prisma.Sql {
  if (min !== null && max !== null) {
    return Prisma.sql`${amount} BETWEEN ${min}::bigint AND ${max}::bigint`;
  }
  if (min !== null) return Prisma.sql`${amount} >= ${min}::bigint`;
  if (max !== null) return Prisma.sql`${amount} <= ${max}::bigint`;
  return Prisma.sql`TRUE`;
}
