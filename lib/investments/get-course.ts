import 'server-only';
import { type HistoryQuery, longestPeriodDays } from '#lib/balances/contract';
import { addDays, epochDay, fromEpochDay } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import { type ActivityFacts, flowOf } from './activity-kind.ts';
import type { CourseDto, ReturnDto, UnknownReturn } from './contract.ts';
import { investmentTypes } from './list-account-ids.ts';
import { tieHoldings } from './tie-holdings.ts';
import { type DayFlow, timeWeighted } from './time-weighted.ts';
import { type AccountCourse, sumCourse } from './value-course.ts';

/**
 * What the viewer's accounts were worth on each day that was read, by currency, and the time-weighted return. Days that
 * nobody read are gaps. Accounts that hold several currencies take no part: each would be worth a part of itself.
 */
export async function getCourse(viewer: Viewer, query: HistoryQuery): Promise<CourseDto[]> {
  const accountIds = await listOpenAccounts(viewer);
  const [days, flows] = await Promise.all([
    readDays(viewer, accountIds, query),
    readFlows(viewer, accountIds, query),
  ]);
  const first = Math.min(...days.map(({ day }) => day));
  const toDay = Math.min(epochDay(query.to), epochDay(query.today));
  const fromDay = query.from
    ? epochDay(query.from)
    : Math.max(first, toDay - longestPeriodDays + 1);
  return [...Map.groupBy(days, ({ currency }) => currency)].map(([currency, own]) => {
    const accounts = Map.groupBy(own, ({ accountId }) => accountId);
    const courses = [...accounts.values()].map((rows) =>
      toCourse(rows, fromDay, epochDay(query.today)),
    );
    const { values, flows: joined } = sumCourse(courses, toDay - fromDay + 1);
    const mine = flows.filter(({ accountId }) => accounts.has(accountId));
    const isWhole = own.every(({ historyRead }) => historyRead);
    const measured = measure(values, joined, mine, { fromDay, isWhole });
    return { currency, from: fromEpochDay(fromDay), values, ...measured };
  });
}

type DayRow = {
  accountId: string;
  currency: string;
  day: number;
  heldMinor: bigint;
  heldCashMinor: bigint;
  balanceMinor: bigint | null;
  availableMinor: bigint | null;
  /** From this day on it counts no more. */
  untilDay: number | null;
  /** What happened in it is known, too. */
  historyRead: boolean;
};

function readDays(
  { householdId }: Viewer,
  accountIds: string[],
  { from, to }: HistoryQuery,
): Promise<DayRow[]> {
  const day = (column: Prisma.Sql) => Prisma.sql`(${column} - date '1970-01-01')`;
  const dayOf = (column: Prisma.Sql) => day(Prisma.sql`(${column} AT TIME ZONE 'UTC')::date`);
  return db().$queryRaw`
    SELECT d."accountId", d."currency", ${day(Prisma.sql`d."date"`)} AS "day", d."balanceMinor",
      d."availableMinor", COALESCE(sum(h."valueMinor"), 0)::bigint AS "heldMinor",
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
    GROUP BY d."householdId", d."accountId", d."date", d."currency", d."balanceMinor",
      d."availableMinor", a."closedOn", a."removedAt", i."removeRequestedAt", p."fetchedAt"
    HAVING bool_and(h."currency" IS NULL OR h."currency" = d."currency")
    ORDER BY d."accountId", d."date"`;
}

type FlowRow = ActivityFacts & { accountId: string; day: number };

/** What came into the accounts and left them, and what is no flow, which is for `flowOf` to say. */
function readFlows(
  { householdId }: Viewer,
  accountIds: string[],
  { from, to }: HistoryQuery,
): Promise<FlowRow[]> {
  return db().$queryRaw`
    SELECT t."accountId", t."date" - date '1970-01-01' AS "day", t."amountMinor", t."currency",
      trim_scale(t."quantity")::text AS "quantity", trim_scale(t."price")::text AS "price",
      t."type", t."subtype"
    FROM "InvestmentTransaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ANY(${accountIds}::uuid[])
      AND t."removedAt" IS NULL
      AND t."date" BETWEEN ${from ?? '0001-01-01'}::date AND ${to}::date`;
}

/** A reading of tomorrow's date, by UTC, is today's. */
function toCourse(rows: readonly DayRow[], fromDay: number, today: number): AccountCourse {
  const until = rows[0]?.untilDay ?? null;
  const known = rows.map(
    (row) => [Math.min(row.day, today) - fromDay, Number(tieHoldings(row).totalMinor)] as const,
  );
  return { known: new Map(known), untilIndex: until === null ? null : until - fromDay };
}

function measure(
  values: CourseDto['values'],
  joined: readonly DayFlow[],
  rows: readonly FlowRow[],
  { fromDay, isWhole }: { fromDay: number; isWhole: boolean },
): Pick<CourseDto, 'performance' | 'unknown'> {
  const unknown = (why: UnknownReturn) => ({ performance: null, unknown: why });
  if (!isWhole) return unknown('history');
  const flows = [...joined];
  for (const row of rows) {
    const minor = flowOf(row);
    if (minor === null) return unknown('transfer');
    if (minor !== 0n) flows.push({ index: row.day - fromDay, minor });
  }
  const found = timeWeighted(values, flows);
  if (!found) return unknown('days');
  const { fromIndex, toIndex, ...figures } = found;
  const performance: ReturnDto = {
    ...figures,
    from: fromEpochDay(fromDay + fromIndex),
    to: fromEpochDay(fromDay + toIndex),
  };
  return { performance, unknown: null };
}
