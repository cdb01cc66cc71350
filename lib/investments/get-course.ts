import 'server-only';
import { type HistoryQuery, longestPeriodDays } from '#lib/balances/contract';
import { epochDay, fromEpochDay } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import { type ActivityFacts, flowOf } from './activity-kind.ts';
import type { CourseDto, CoursesDto, ReturnDto, UnknownReturn } from './contract.ts';
import { convertCourses } from './convert-courses.ts';
import { type CourseDay, readCourseDays } from './read-course-days.ts';
import { type DayFlow, timeWeighted } from './time-weighted.ts';
import { type AccountCourse, sumCourse } from './value-course.ts';

/**
 * What the viewer's accounts were worth on each day that was read, by currency, and the time-weighted return. Days that
 * nobody read are gaps. An account of several currencies counts in each with what it holds of it; what came and
 * went between them is not told, so that no return is. All of it as one course where there are several.
 */
export async function getCourse(viewer: Viewer, query: HistoryQuery): Promise<CoursesDto> {
  const accountIds = await listOpenAccounts(viewer);
  const [days, flows] = await Promise.all([
    readCourseDays(viewer, accountIds, query),
    readFlows(viewer, accountIds, query),
  ]);
  const first = Math.min(...days.map(({ day }) => day));
  const toDay = Math.min(epochDay(query.to), epochDay(query.today));
  const fromDay = query.from
    ? epochDay(query.from)
    : Math.max(first, toDay - longestPeriodDays + 1);
  const today = epochDay(query.today);
  const byCurrency = [...Map.groupBy(days, ({ currency }) => currency)].map(([currency, own]) => {
    const accounts = Map.groupBy(own, ({ accountId }) => accountId);
    const courses = [...accounts.values()].map((rows) => toCourse(rows, fromDay, today));
    return { currency, own, accounts, courses };
  });
  const courses = byCurrency.map(({ currency, own, accounts, courses }): CourseDto => {
    const { values, flows: joined } = sumCourse(courses, toDay - fromDay + 1);
    const mine = flows.filter(({ accountId }) => accounts.has(accountId));
    const measured = measure(values, joined, mine, { fromDay, own });
    return { currency, from: fromEpochDay(fromDay), values, ...measured };
  });
  const total = await convertCourses(viewer, byCurrency, { fromDay, toDay });
  return { courses, total };
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
function toCourse(rows: readonly CourseDay[], fromDay: number, today: number): AccountCourse {
  const until = rows[0]?.untilDay ?? null;
  const known = rows.map(({ day, minor }) => [Math.min(day, today) - fromDay, minor] as const);
  return { known: new Map(known), untilIndex: until === null ? null : until - fromDay };
}

function measure(
  values: CourseDto['values'],
  joined: readonly DayFlow[],
  rows: readonly FlowRow[],
  { fromDay, own }: { fromDay: number; own: readonly CourseDay[] },
): Pick<CourseDto, 'performance' | 'unknown'> {
  const unknown = (why: UnknownReturn) => ({ performance: null, unknown: why });
  if (own.some(({ isMixed }) => isMixed)) return unknown('currencies');
  if (own.some(({ historyRead }) => !historyRead)) return unknown('history');
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
