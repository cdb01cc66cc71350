import 'server-only';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { CurrenciesDto, RatePage, RatesQuery } from './contract.ts';
import {
  describeRates,
  type RateRow,
  rateColumns,
  readBase,
  readRateBook,
  toRateDto,
} from './read-rates.ts';

const pageSize = 50;

/** The household's rates, the newest first. They say nothing of accounts: everybody sees all of them. */
export async function listRates(
  { householdId }: Viewer,
  { cursor }: RatesQuery,
): Promise<RatePage> {
  const [date, from, to] = cursor?.split('.') ?? [];
  const after = cursor
    ? Prisma.sql`AND (r."date" < ${date}::date OR r."date" = ${date}::date
        AND (r."fromCurrency", r."toCurrency") > (${from}, ${to}))`
    : Prisma.empty;
  const rows = await db().$queryRaw<RateRow[]>`
    SELECT ${rateColumns} FROM "Rate" r WHERE r."householdId" = ${householdId}::uuid ${after}
    ORDER BY r."date" DESC, r."fromCurrency", r."toCurrency" LIMIT ${pageSize + 1}`;
  const items = rows.slice(0, pageSize).map(toRateDto);
  const last = items.at(-1);
  const isMore = rows.length > pageSize && last !== undefined;
  return { items, nextCursor: isMore ? `${last.date}.${last.from}.${last.to}` : null };
}

/** What totals are in, and how the other currencies of the viewer's accounts stand to it on a day. */
export async function getCurrencies(viewer: Viewer, today: CivilDate): Promise<CurrenciesDto> {
  const [base, currencies] = await Promise.all([readBase(viewer), listAccountCurrencies(viewer)]);
  const day = epochDay(today);
  const others = currencies.filter((currency) => currency !== base.currency);
  const book = await readRateBook(viewer, {
    to: base.currency,
    currencies: others,
    fromDay: day,
    toDay: day,
  });
  const { used, missing } = describeRates(book, others, day);
  return {
    base,
    others: others.map((currency) => ({
      currency,
      used: used.find((each) => each.currency === currency) ?? null,
      missing: missing.find(({ from }) => from === currency) ?? null,
    })),
  };
}

/** Of the viewer's accounts, those with most accounts first. */
export async function listAccountCurrencies(viewer: Viewer): Promise<string[]> {
  const rows = await db().$queryRaw<{ currency: string }[]>`
    SELECT a."currency" FROM "Account" a
    WHERE a."householdId" = ${viewer.householdId}::uuid AND a."currency" IS NOT NULL
      AND a."hiddenAt" IS NULL AND ${seesAccount(viewer, Prisma.sql`a."id"`, 'balance')}
    GROUP BY 1 ORDER BY count(*) DESC, 1`;
  return rows.map(({ currency }) => currency);
}
