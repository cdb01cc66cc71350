import 'server-only';
import type { DayValues } from '#lib/balances/contract';
import { type DailyBalances, dailyBalances } from '#lib/balances/daily-balances';
import type { AccountTimeline } from '#lib/balances/read-timelines';
import type { WorthChange } from './contract.ts';

type Days = { fromDay: number; toDay: number };
export type CountedAccount = DailyBalances & { account: AccountTimeline };

/** The accounts of one currency that count, with their balances, by currency: the one with most accounts first. */
export function countAccounts(
  timelines: readonly AccountTimeline[],
  { fromDay, toDay }: Days,
): Map<string, CountedAccount[]> {
  const counted = timelines
    .filter(({ counts, known }) => counts && known.length > 0)
    .map((account) => ({ account, ...dailyBalances(account, fromDay, toDay) }));
  const byCurrency = Map.groupBy(counted, ({ account }) => account.currency);
  return new Map([...byCurrency].sort(([, a], [, b]) => b.length - a.length));
}

/**
 * Per day; a card in credit counts as an asset, and so does what is on its way between accounts. A day of which no
 * account knows anything is null.
 */
export function sumDays(
  accounts: readonly DailyBalances[],
  transit: readonly number[],
): { net: DayValues; assets: DayValues; debts: DayValues } {
  const days = transit.length;
  const sums = { net: nulls(days), assets: nulls(days), debts: nulls(days) };
  for (let index = 0; index < days; index += 1) {
    let [assets, debts, isKnown] = [transit[index] ?? 0, 0, false];
    for (const { minor } of accounts) {
      const value = minor[index];
      if (value === null || value === undefined) continue;
      isKnown = true;
      if (value >= 0) assets += value;
      else debts -= value;
    }
    if (!isKnown) continue;
    sums.assets[index] = assets;
    sums.debts[index] = debts;
    sums.net[index] = assets - debts;
  }
  return sums;
}

/** From the first known day to the last one. Null where there are not two. */
export function measureChange(
  net: DayValues,
  accounts: readonly DailyBalances[],
): WorthChange | null {
  const first = net.findIndex((each) => each !== null);
  const last = net.findLastIndex((each) => each !== null);
  if (first === last) return null;
  let [joinedMinor, leftMinor] = [0, 0];
  for (let index = first + 1; index <= last; index += 1) {
    for (const { minor } of accounts) {
      const [before = null, now = null] = [minor[index - 1], minor[index]];
      if (before === null) joinedMinor += now ?? 0;
      else if (now === null) leftMinor -= before;
    }
  }
  return { minor: (net[last] ?? 0) - (net[first] ?? 0), joinedMinor, leftMinor };
}

/** The days on which the balances themselves moved most, the largest first: no account joins or leaves by a move. */
export function findBigMoves(
  accounts: readonly DailyBalances[],
  transit: readonly number[],
  most: number,
): { index: number; minor: number }[] {
  const moves: { index: number; minor: number }[] = [];
  for (let index = 1; index < transit.length; index += 1) {
    let minor = (transit[index] ?? 0) - (transit[index - 1] ?? 0);
    for (const { minor: values } of accounts) {
      const [before, now] = [values[index - 1], values[index]];
      if (typeof before === 'number' && typeof now === 'number') minor += now - before;
    }
    if (minor !== 0) moves.push({ index, minor });
  }
  return moves.sort((a, b) => Math.abs(b.minor) - Math.abs(a.minor)).slice(0, most);
}

function nulls(days: number): DayValues {
  return new Array<number | null>(days).fill(null);
}
