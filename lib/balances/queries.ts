import 'server-only';
import { signedWorthMinor } from '#lib/accounts/worth';
import { addDays, type CivilDate, epochDay, fromEpochDay } from '#lib/dates/civil-date';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import {
  type BalanceHistoryDto,
  type DayValues,
  type HistoryQuery,
  longestPeriodDays,
} from './contract.ts';
import { dailyBalances } from './daily-balances.ts';
import { type AccountTimeline, readTimelines } from './read-timelines.ts';

/** What an account held on each day. @throws AppError not_found */
export async function getBalanceHistory(
  viewer: Viewer,
  accountId: string,
  query: HistoryQuery,
): Promise<BalanceHistoryDto> {
  await requireAccount(viewer, accountId, 'balance');
  const [timeline] = await readTimelines(viewer, query.today, { accountId });
  if (!timeline) return { currency: null, from: query.to, minor: [], readFrom: null };
  const { fromDay, toDay } = toDays(query, [timeline]);
  const { minor, firstDay, readDay } = dailyBalances(timeline, fromDay, toDay);
  const isCounted = readDay !== null && firstDay !== null && firstDay < readDay;
  return {
    currency: timeline.currency,
    from: fromEpochDay(fromDay),
    minor: toOwnSign(timeline, minor),
    readFrom: isCounted && readDay > fromDay ? fromEpochDay(readDay) : null,
  };
}

/** The days a query asks for, no later than today and, where it names no first one, from the first that is known. */
export function toDays(
  { from, to, today }: HistoryQuery,
  timelines: readonly AccountTimeline[],
): { fromDay: number; toDay: number } {
  const toDay = Math.min(epochDay(to), epochDay(today));
  if (from !== undefined) return { fromDay: epochDay(from), toDay };
  const first = timelines.flatMap(({ known: [first], moves: [move] }) =>
    first ? Math.min(first.day, move?.day ?? first.day) : [],
  );
  return { fromDay: Math.max(Math.min(toDay, ...first), toDay - longestPeriodDays + 1), toDay };
}

/** What each account held on each of the last so many days, today included, by account id. */
export const listSparklines = remembered(
  'sparklines',
  [...seenTopics, 'rows'],
  async (viewer: Viewer, today: CivilDate, days: number): Promise<Record<string, DayValues>> => {
    const [fromDay, toDay] = [epochDay(addDays(today, 1 - days)), epochDay(today)];
    const timelines = await readTimelines(viewer, today, { fromDay });
    return Object.fromEntries(
      timelines.map((timeline) => [
        timeline.accountId,
        toOwnSign(timeline, dailyBalances(timeline, fromDay, toDay).minor),
      ]),
    );
  },
);

/** Turning the sign of a debt twice gives it back. */
function toOwnSign({ type }: AccountTimeline, minor: DayValues): DayValues {
  return minor.map((each) => (each === null ? null : signedWorthMinor(type, each)));
}
