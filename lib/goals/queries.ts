import 'server-only';
import type { DayValues } from '#lib/balances/contract';
import { type DailyBalances, dailyBalances } from '#lib/balances/daily-balances';
import { type AccountTimeline, readTimelines } from '#lib/balances/read-timelines';
import { addDays, type CivilDate, epochDay, fromEpochDay } from '#lib/dates/civil-date';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/privacy/viewer';
import { readTraits } from '#lib/traits/read-traits';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import type { GoalAccountDto, GoalDetailDto, GoalDto, GoalListDto, Shortfall } from './contract.ts';
import { type KeptGoal, readGoals } from './read-goals.ts';
import { measurePace, measurePerMonth, projectMonth } from './reckon.ts';

/** A year, and the days that six whole months before it may need. */
const courseDays = 366;

type Books = { goals: KeptGoal[]; accounts: ReadonlyMap<string, Held>; today: CivilDate };
type Held = AccountTimeline & { minor: DailyBalances['minor'] };

/** What the viewer saves for and pays off, with how far each is. */
export const listGoals = remembered(
  'goals',
  [...seenTopics, 'goals', 'rows'],
  async (viewer: Viewer, today: CivilDate): Promise<GoalListDto> => {
    const books = await readBooks(viewer, today);
    return { items: books.goals.map((goal) => toGoalDto(goal, books)), nextCursor: null };
  },
);

/** @throws AppError not_found */
export async function getGoal(
  viewer: Viewer,
  goalId: string,
  today: CivilDate,
): Promise<GoalDetailDto> {
  const books = await readBooks(viewer, today);
  const goal = books.goals.find(({ id }) => id === goalId);
  if (!goal) throw new AppError('not_found', 'There is no such goal.');
  return {
    ...toGoalDto(goal, books),
    contributions: goal.contributions
      .map(({ accountId, ...each }) => ({
        ...each,
        account: accountId === null ? null : nameAccount(accountId, books),
        isWithin: accountId !== null && goal.accountIds.includes(accountId),
      }))
      .reverse(),
    course: trim(courseOf(goal, books), addDays(today, 1 - courseDays)),
  };
}

async function readBooks(viewer: Viewer, today: CivilDate): Promise<Books> {
  const toDay = epochDay(today);
  const goals = (await readTraits(viewer)).goals ? await readGoals(viewer) : [];
  // Without any there is nothing to measure, and balances of a year are the dearest of it.
  const timelines =
    goals.length === 0
      ? []
      : await readTimelines(viewer, today, { fromDay: toDay + 1 - courseDays });
  const accounts = timelines.map((each): [string, Held] => [
    each.accountId,
    { ...each, minor: dailyBalances(each, toDay + 1 - courseDays, toDay).minor },
  ]);
  return { goals, accounts: new Map(accounts), today };
}

function toGoalDto(goal: KeptGoal, books: Books): GoalDto {
  const { id, name, kind, targetMinor, currency, dueOn, completedAt, archivedAt } = goal;
  const { today } = books;
  const course = courseOf(goal, books);
  const firstDay = epochDay(today) + 1 - courseDays;
  const doneMinor = course.at(-1) ?? null;
  const leftMinor = doneMinor === null ? 0 : targetMinor - doneMinor;
  const isOpen = completedAt === null && archivedAt === null;
  const pace = isOpen ? measurePace((day) => course[day - firstDay] ?? null, today) : null;
  return {
    id,
    name,
    kind,
    targetMinor,
    currency,
    dueOn,
    state: archivedAt !== null ? 'archived' : completedAt !== null ? 'completed' : 'open',
    accounts: goal.accountIds.map((accountId) => nameAccount(accountId, books)),
    doneMinor,
    pace,
    projectedMonth: pace && projectMonth(leftMinor, pace.minor, today),
    perMonthMinor: isOpen ? measurePerMonth(leftMinor, today, dueOn) : null,
    shortfalls: isOpen ? listShortfalls(goal, books) : [],
  };
}

/** What was there at the end of each day of the last year; null where an account of it is not known, or before anything. */
function courseOf(goal: KeptGoal, { accounts, today }: Books): DayValues {
  const { kind, targetMinor, accountIds, contributions } = goal;
  const firstDay = epochDay(today) + 1 - courseDays;
  // Two accounts that became one: what lies in the one that counts with all that is in it, counts with it.
  const added = contributions
    .filter(({ accountId }) => accountId === null || !accountIds.includes(accountId))
    .map(({ date, amountMinor }) => ({ day: epochDay(date), amountMinor }));
  return Array.from({ length: courseDays }, (_, index) => {
    const held = accountIds.map((id) => accounts.get(id)?.minor[index] ?? null);
    if (held.includes(null)) return null;
    const until = added.filter(({ day }) => day <= firstDay + index);
    if (accountIds.length === 0 && until.length === 0) {
      return index === courseDays - 1 ? 0 : null;
    }
    const worth = held.reduce<number>((sum, minor) => sum + (minor ?? 0), 0);
    const setAside = until.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    return (kind === 'pay_down' ? targetMinor : 0) + worth + setAside;
  });
}

/** Of the goals that the viewer sees and that are open; the others would tell of themselves. */
function listShortfalls(goal: KeptGoal, { goals, accounts }: Books): Shortfall[] {
  if (goal.kind === 'pay_down') return [];
  const open = goals.filter(
    (each) => each.kind === 'save' && each.completedAt === null && each.archivedAt === null,
  );
  const parts = goal.contributions.flatMap(({ accountId }) => accountId ?? []);
  return [...new Set([...goal.accountIds, ...parts])].flatMap((id) => {
    const account = accounts.get(id);
    const held = account?.minor.at(-1) ?? null;
    if (!account || held === null) return [];
    const heldMinor = Math.max(0, held);
    const meantMinor = open.reduce((sum, each) => sum + meantOf(each, id, heldMinor), 0);
    const named = { id, name: account.name };
    return meantMinor > heldMinor ? [{ account: named, meantMinor, heldMinor }] : [];
  });
}

function meantOf({ accountIds, contributions }: KeptGoal, id: string, heldMinor: number): number {
  if (accountIds.includes(id)) return heldMinor;
  return contributions
    .filter(({ accountId }) => accountId === id)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function nameAccount(id: string, { accounts }: Books): GoalAccountDto {
  return { id, name: accounts.get(id)?.name ?? 'An account without a balance' };
}

/** From the first day of which something is known. */
function trim(minor: DayValues, from: CivilDate): GoalDetailDto['course'] {
  const first = Math.max(
    0,
    minor.findIndex((each) => each !== null),
  );
  return { from: fromEpochDay(epochDay(from) + first), minor: minor.slice(first) };
}
