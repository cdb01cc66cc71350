import 'server-only';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import { db, Prisma } from '#lib/db/client';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { OwnRow } from './match-payments.ts';

/** The days by which a payment may be dated elsewhere. */
const marginDays = 7;
const rowLimit = 20_000;

/** `counted`: in reports as income. */
export type IncomeRow = OwnRow & { counted: boolean };

/** What came in within a time, and a little around it, in the accounts that the viewer sees. */
export async function readOwnRows(viewer: Viewer, { from, to }: Span): Promise<IncomeRow[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT e."id", e."bankDate"::text AS "on", e."amountMinor", a."mask",
      COALESCE(e."currency", ${unnamedCurrency}) AS "currency",
      NOT e."hidden" AND NOT e."transfer" AND COALESCE(
        NOT c."excludeFromSpending" AND c."kind" = 'income', true) AS "counted"
    FROM "EffectiveTransaction" e
    JOIN "Account" a ON a."householdId" = e."householdId" AND a."id" = e."accountId"
    LEFT JOIN "Category" c ON c."householdId" = e."householdId" AND c."id" = e."categoryId"
    WHERE e."householdId" = ${viewer.householdId}::uuid AND e."amountMinor" > 0
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
      AND e."bankDate" BETWEEN ${addDays(from, -marginDays)}::date AND ${addDays(to, marginDays)}::date
    ORDER BY e."bankDate" DESC, e."id" DESC LIMIT ${rowLimit}`;
  return rows.map(({ amountMinor, ...row }) => ({ ...row, minor: toSafeNumber(amountMinor) }));
}

type Row = {
  id: string;
  on: CivilDate;
  amountMinor: bigint;
  currency: string;
  mask: string | null;
  counted: boolean;
};
