import 'server-only';
import { fromEpochDay } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { unnamedCurrency } from '#lib/money/currency';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import type { Conversion, CurrenciesDto, RateDto } from './contract.ts';
import { convertSum } from './convert-sum.ts';
import { courseOf, type DatedRate, latestBy, rateOn } from './find-rate.ts';
import { rateLimit } from './limits.ts';
import { writeRate } from './rate-text.ts';

/** So far before a period a rate is looked for, so that one which is too old can be named. */
const lookBackDays = 366;

/** Currencies as they stood to another one, day by day. */
export type RateBook = { to: string; courses: ReadonlyMap<string, DatedRate[]> };

type Question = { to: string; currencies: readonly string[]; fromDay: number; toDay: number };

/** What is known of some currencies in one, for the days of a period; nothing is asked where there is but that one. */
export async function readRateBook(
  { householdId }: Pick<Viewer, 'householdId'>,
  { to, currencies, fromDay, toDay }: Question,
): Promise<RateBook> {
  const others = [...new Set(currencies)].filter((currency) => currency !== to);
  if (others.length === 0) return { to, courses: new Map() };
  const named = [...others, to];
  const rows = await db().$queryRaw<RateRow[]>`
    SELECT ${rateColumns} FROM "Rate" r
    WHERE r."householdId" = ${householdId}::uuid
      AND r."date" >= ${fromEpochDay(fromDay - lookBackDays)}::date
      AND r."date" <= ${fromEpochDay(toDay)}::date
      AND (r."fromCurrency" = ANY(${named}::text[]) OR r."toCurrency" = ANY(${named}::text[]))
    ORDER BY r."date" LIMIT ${rateLimit}`;
  const rates = rows.map(toRateDto);
  return { to, courses: new Map(others.map((each) => [each, courseOf(rates, each, to)])) };
}

/** The one place where amounts of several currencies become one: each at the rate of its day, the total rounded once. */
export function convert(
  { to, courses }: RateBook,
  parts: readonly { minor: number; currency: string; day: number }[],
): number | null {
  return convertSum(
    parts,
    to,
    ({ currency, day }) => rateOn(courses.get(currency) ?? [], day)?.value ?? null,
  );
}

/** By which rates some currencies are converted on a day, and which are missing. */
export function describeRates(
  { to, courses }: RateBook,
  currencies: readonly string[],
  day: number,
): Conversion {
  const others = currencies.filter((currency) => currency !== to);
  const found = others.map((currency) => {
    const course = courses.get(currency) ?? [];
    return { currency, rate: rateOn(course, day), latest: latestBy(course, day) };
  });
  return {
    currency: to,
    used: found.flatMap(({ currency, rate }) =>
      rate ? { currency, date: fromEpochDay(rate.day), rates: rate.rates } : [],
    ),
    missing: found.flatMap(({ currency, rate, latest }) =>
      rate ? [] : { from: currency, to, lastDate: latest && fromEpochDay(latest.day) },
    ),
  };
}

/** What the household's totals are in: as an owner said, else what most of the viewer's accounts are in. */
export const readBase = remembered(
  'base',
  [...seenTopics, 'rates'],
  async ({ householdId, memberId }: Viewer): Promise<CurrenciesDto['base']> => {
    const [row] = await db().$queryRaw<{ chosen: string | null; usual: string | null }[]>`
    SELECT h."baseCurrency" AS "chosen", (
      SELECT a."currency" FROM "Account" a
      WHERE a."householdId" = h."id" AND ${seesAccount({ householdId, memberId }, Prisma.sql`a."id"`, 'balance')}
        AND a."hiddenAt" IS NULL AND a."excludedAt" IS NULL AND a."closedOn" IS NULL
        AND a."removedAt" IS NULL AND a."currency" IS NOT NULL
      GROUP BY 1 ORDER BY count(*) DESC, min(a."createdAt"), 1 LIMIT 1) AS "usual"
    FROM "Household" h WHERE h."id" = ${householdId}::uuid`;
    const currency = row?.chosen ?? row?.usual ?? unnamedCurrency;
    return { currency, isChosen: typeof row?.chosen === 'string' };
  },
);

export type RateRow = {
  date: string;
  from: string;
  to: string;
  numerator: bigint;
  scale: number;
};

/** SQL over `r`. */
export const rateColumns = Prisma.sql`r."date"::text AS "date", r."fromCurrency" AS "from",
  r."toCurrency" AS "to", r."numerator", r."scale"`;

export function toRateDto({ date, from, to, numerator, scale }: RateRow): RateDto {
  return { date, from, to, rate: writeRate({ numerator: BigInt(numerator), scale }) };
}
