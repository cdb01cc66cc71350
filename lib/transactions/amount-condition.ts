import 'server-only';
import { Prisma } from '#lib/db/client';
import { currenciesByExponent, unnamedCurrency, unofficialExponent } from '#lib/money/currency';
import { type MinorBounds, toMinorBounds } from './amount-bounds.ts';
import type { AmountRange } from './search-language.ts';

/**
 * SQL: whether the amount of `e`, a row of "EffectiveTransaction", lies in a range of units of its own
 * currency.
 */
export function amountCondition(range: AmountRange): Prisma.Sql {
  const amount = range.signed ? Prisma.sql`e."amountMinor"` : Prisma.sql`abs(e."amountMinor")`;
  const branches = currenciesByExponent.map(
    ({ exponent, currencies }) => Prisma.sql`
      WHEN COALESCE(e."currency", ${unnamedCurrency}) = ANY(${currencies})
        THEN ${within(amount, toMinorBounds(range, exponent))}`,
  );
  const otherwise = within(amount, toMinorBounds(range, unofficialExponent));
  return Prisma.sql`(CASE ${Prisma.join(branches, ' ')} ELSE ${otherwise} END)`;
}

function within(amount: Prisma.Sql, { min, max }: MinorBounds): Prisma.Sql {
  if (min !== null && max !== null) {
    return Prisma.sql`${amount} BETWEEN ${min}::bigint AND ${max}::bigint`;
  }
  if (min !== null) return Prisma.sql`${amount} >= ${min}::bigint`;
  if (max !== null) return Prisma.sql`${amount} <= ${max}::bigint`;
  return Prisma.sql`TRUE`;
}
