import 'server-only';
import type { HistoryQuery } from '#lib/balances/contract';
import { addDays } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { investmentTypes } from './list-account-ids.ts';
import { tieHoldings } from './tie-holdings.ts';

/** What was seen in an account on a day, in one of the currencies that it holds. */
export type CourseDay = {
  accountId: string;
  currency: string;
  day: number;
  minor: number;
  /** From this day on it counts no more. */
  untilDay: number | null;
  /** What happened in it is known, too. */
  historyRead: boolean;
  /** The account holds other currencies beside this one, on some day. */
  isMixed: boolean;
};

/**
 * What the accounts held on each day that was read, a row for each currency. An account of several has one of each on
 * all of its days, so that a day on which it held none of one is no gap in that one's course. Cash that its bank has
 * in the balance alone is told of an account of one currency only: in another it might be any of them.
 */
export async function readCourseDays(
  viewer: Viewer,
  accountIds: string[],
  query: HistoryQuery,
): Promise<CourseDay[]> {
  const rows = await readRows(viewer, accountIds, query);
  return [...Map.groupBy(rows, ({ accountId }) => accountId).values()].flatMap(toDays);
}

type Row = {
  accountId: string;
  /** Of its balance. */
  currency: string;
  /** Of these holdings; null where it held nothing. */
  heldIn: string | null;
  day: number;
  heldMinor: bigint;
  heldCashMinor: bigint;
  balanceMinor: bigint | null;
  availableMinor: bigint | null;
  untilDay: number | null;
  historyRead: boolean;
};

function readRows(
  { householdId }: Viewer,
  accountIds: string[],
  { from, to }: HistoryQuery,
): Promise<Row[]> {
  const day = (column: Prisma.Sql) => Prisma.sql`(${column} - date '1970-01-01')`;
  const dayOf = (column: Prisma.Sql) => day(Prisma.sql`(${column} AT TIME ZONE 'UTC')::date`);
  return db().$queryRaw`
    SELECT d."accountId", d."currency", h."currency" AS "heldIn", ${day(Prisma.sql`d."date"`)} AS "day",
      d."balanceMinor", d."availableMinor", COALESCE(sum(h."valueMinor"), 0)::bigint AS "heldMinor",
      COALESCE(sum(h."valueMinor") FILTER (WHERE s."isCash"), 0)::bigint AS "heldCashMinor",
      LEAST(${day(Prisma.sql`a."closedOn"`)}, ${dayOf(Prisma.sql`a."removedAt"`)},
        ${dayOf(Prisma.sql`i."removeRequestedAt"`)}) AS "untilDay",
      p."fetchedAt" IS NOT NULL AS "historyRead"
    FROM "HoldingDay" d
    JOIN "Account" a ON a."householdId" = d."householdId" AND a."id" = d."accountId"
    LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    LEFT JOIN "ItemProduct" p ON p."householdId" = a."householdId" AND p."itemId" = a."itemId"
      AND p."product" = 'investment_transactions'
    LEFT JOIN "HoldingSnapshot" h ON h."householdId" = d."householdId"
      AND h."accountId" = d."accountId" AND h."date" = d."date"
    LEFT JOIN "Security" s ON s."householdId" = h."householdId" AND s."id" = h."securityId"
    WHERE d."householdId" = ${householdId}::uuid AND d."accountId" = ANY(${accountIds}::uuid[])
      AND d."date" BETWEEN ${from ?? '0001-01-01'}::date AND ${addDays(to, 1)}::date
      AND d."currency" IS NOT NULL AND a."type" = ANY(${investmentTypes}::text[])
      AND a."hiddenAt" IS NULL AND a."excludedAt" IS NULL
    GROUP BY d."householdId", d."accountId", d."date", d."currency", h."currency", d."balanceMinor",
      d."availableMinor", a."closedOn", a."removedAt", i."removeRequestedAt", p."fetchedAt"
    ORDER BY d."accountId", d."date", h."currency"`;
}

/** Of one account. */
function toDays(rows: Row[]): CourseDay[] {
  const currencies = new Set(rows.map(({ heldIn, currency }) => heldIn ?? currency));
  const isMixed = currencies.size > 1;
  return [...Map.groupBy(rows, ({ day }) => day).values()].flatMap((held) =>
    [...currencies].flatMap((currency) => {
      const [any] = held;
      if (!any) return [];
      const { accountId, day, untilDay, historyRead } = any;
      const own = held.find((row) => (row.heldIn ?? row.currency) === currency);
      const minor = own ? Number(worthOf(own, held.length === 1)) : 0;
      return [{ accountId, currency, day, minor, untilDay, historyRead, isMixed }];
    }),
  );
}

function worthOf(row: Row, isAll: boolean): bigint {
  const isTied = isAll && (row.heldIn ?? row.currency) === row.currency;
  return isTied ? tieHoldings(row).totalMinor : row.heldMinor;
}
