import 'server-only';

export type MatchableRow = {
  id: string;
  /** The bank's date. */
  date: string;
  amountMinor: bigint;
  currency: string | null;
  name: string;
  merchantName: string | null;
  pending: boolean;
};

export type RowMatch = { fromId: string; toId: string };

const dayMs = 86_400_000;
/** A bank may call the day of a purchase the day it posted, or the other way round. */
const driftDays = 3;
/** And a pending row posts within a week, with a weekend on either side. */
const postingDays = 7;

/**
 * Finds rows of one account that two connections both have: the same amount, and the nearest of
 * name and day. Each row is in one pair at most; what stays alone is nobody's double. Pure.
 *
 * Both lists are the bank's own, of the same account, so two rows of one amount and day are one
 * when neither list has another.
 */
export function matchRows(old: MatchableRow[], fresh: MatchableRow[]): RowMatch[] {
  const freshByAmount = Map.groupBy(fresh, amountKey);
  const matches: RowMatch[] = [];
  for (const [key, olds] of Map.groupBy(old, amountKey)) {
    matches.push(...matchAmount(olds, freshByAmount.get(key) ?? []));
  }
  return matches;
}

type Candidate = { from: MatchableRow; to: MatchableRow; cost: number };

function matchAmount(olds: MatchableRow[], freshes: MatchableRow[]): RowMatch[] {
  const byDay = Map.groupBy(freshes, (row) => dayOf(row));
  const candidates: Candidate[] = [];
  for (const from of olds) {
    for (let days = -driftDays; days <= postingDays; days += 1) {
      for (const to of byDay.get(dayOf(from) + days) ?? []) {
        const cost = costOf(from, to, days);
        if (cost !== null) candidates.push({ from, to, cost });
      }
    }
  }
  const taken = new Set<string>();
  const matches = takeCheapest(candidates, taken);
  const isFree = ({ id }: MatchableRow) => !taken.has(id);
  const lonely = pairLonely(olds.filter(isFree), freshes.filter(isFree));
  return [...matches, ...lonely];
}

/** The nearer pair first; of equals the one that comes first in time. */
function takeCheapest(candidates: Candidate[], taken: Set<string>): RowMatch[] {
  candidates.sort(
    (a, b) =>
      a.cost - b.cost ||
      compare(a.from.date, b.from.date) ||
      compare(a.from.id, b.from.id) ||
      compare(a.to.id, b.to.id),
  );
  const matches: RowMatch[] = [];
  for (const { from, to } of candidates) {
    if (taken.has(from.id) || taken.has(to.id)) continue;
    taken.add(from.id);
    taken.add(to.id);
    matches.push({ fromId: from.id, toId: to.id });
  }
  return matches;
}

/** Null: the two are not the same. */
function costOf(from: MatchableRow, to: MatchableRow, days: number): number | null {
  const isPosting = from.pending && !to.pending;
  const limit = isPosting ? postingDays : driftDays;
  if (Math.abs(days) > limit) return null;
  const likeness = compareNames(from, to);
  if (likeness === null) return null;
  return likeness * 100 + Math.abs(days) * 10 + (isPosting ? 1 : 0);
}

/** 0 = the same, 1 = alike, null = different. */
function compareNames(a: MatchableRow, b: MatchableRow): 0 | 1 | null {
  if (a.merchantName !== null && a.merchantName === b.merchantName) return 0;
  if (a.name === b.name) return 0;
  const [left, right] = [wordsOf(a.name), wordsOf(b.name)];
  if (left.length > 0 && left.join(' ') === right.join(' ')) return 0;
  const common = left.filter((word) => right.includes(word)).length;
  return common > 0 && common * 2 >= Math.min(left.length, right.length) ? 1 : null;
}

/** Letters alone: banks put dates, card numbers and branches into the text. */
function wordsOf(name: string): string[] {
  return name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
}

/** Under another name, but the only ones of their amount on that day. */
function pairLonely(olds: MatchableRow[], freshes: MatchableRow[]): RowMatch[] {
  const byDate = Map.groupBy(freshes, ({ date }) => date);
  return [...Map.groupBy(olds, ({ date }) => date)].flatMap(([date, [from, ...others]]) => {
    const [to, ...rivals] = byDate.get(date) ?? [];
    if (!from || !to || others.length + rivals.length > 0) return [];
    return { fromId: from.id, toId: to.id };
  });
}

function amountKey({ amountMinor, currency }: MatchableRow): string {
  return `${amountMinor} ${currency}`;
}

function dayOf({ date }: MatchableRow): number {
  return Date.parse(date) / dayMs;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
