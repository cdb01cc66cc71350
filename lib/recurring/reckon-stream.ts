import 'server-only';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import type { Cadence, StreamDto } from './contract.ts';
import { expectedDates } from './expected-dates.ts';

export type Payment = { date: CivilDate; amountMinor: number };

export type StreamFacts = {
  cadence: Cadence;
  /** The earliest first, at least one. */
  payments: readonly Payment[];
  /** What a person expects, in place of what follows from the payments. */
  amountMinor: number | null;
  endsOn: CivilDate | null;
  /** What Plaid expects where nothing follows from a cadence, and whether it says that nothing more comes. */
  plaidNextOn: CivilDate | null;
  plaidEnded: boolean;
};

type Reckoned = Pick<
  StreamDto,
  'amountMinor' | 'lowMinor' | 'highMinor' | 'nextOn' | 'missedOn' | 'priceChange' | 'hasEnded'
>;

/** How late one may be and still come. */
const graceDays: Record<Cadence, number> = {
  weekly: 3,
  biweekly: 4,
  semi_monthly: 4,
  monthly: 6,
  quarterly: 12,
  yearly: 20,
  irregular: 12,
};

/** So many missed in a row, and it has ended. */
const missedLimit: Record<Cadence, number> = {
  weekly: 4,
  biweekly: 3,
  semi_monthly: 3,
  monthly: 3,
  quarterly: 2,
  yearly: 2,
  irregular: 1,
};

/** So many of the last ones say what is usual. */
const usualOf = 6;
/** Amounts this near are one price: what a currency's rate moves is no new one. */
const samePrice = 0.005;
/** A new price is news for so long. */
const newsDays = 365;
/** Nothing is looked for further ahead. */
const aheadDays = 800;

/**
 * What follows from the payments of a stream: what is expected next and when, what was missed and what costs
 * another amount than before. Pure.
 *
 * @param knownUntil  the day up to which its account's rows are known: what came later nobody has seen yet
 */
export function reckonStream(
  facts: StreamFacts,
  today: CivilDate,
  knownUntil: CivilDate,
): Reckoned {
  const { cadence, payments, endsOn, plaidEnded } = facts;
  const price = findPrice(payments, today);
  const amounts =
    facts.amountMinor === null
      ? price.amounts
      : {
          amountMinor: facts.amountMinor,
          lowMinor: facts.amountMinor,
          highMinor: facts.amountMinor,
        };
  const expected = listExpected(facts, addDays(today, aheadDays));
  const seenTo = knownUntil < today ? knownUntil : today;
  const missed = expected.filter((date) => addDays(date, graceDays[cadence]) < seenTo);
  // Nobody can have seen what came after that day: it is neither missed, nor late for ever.
  const nextOn = expected.find((date) => addDays(date, graceDays[cadence]) >= today) ?? null;
  const isOver = endsOn !== null && (nextOn === null || nextOn > endsOn);
  const hasEnded = isOver || plaidEnded || missed.length >= missedLimit[cadence];
  return {
    ...amounts,
    nextOn: hasEnded ? null : nextOn,
    missedOn: hasEnded ? null : (missed[0] ?? null),
    priceChange: hasEnded ? null : price.change,
    hasEnded,
  };
}

/** The days on which it is expected after its last payment, those that nobody came on among them. */
export function listExpected(
  { cadence, payments, endsOn, plaidNextOn }: StreamFacts,
  to: CivilDate,
): CivilDate[] {
  const dates = payments.map(({ date }) => date);
  const last = dates.at(-1) ?? to;
  const end = endsOn !== null && endsOn < to ? endsOn : to;
  if (cadence !== 'irregular') return expectedDates(cadence, dates, end);
  return plaidNextOn !== null && plaidNextOn > last && plaidNextOn <= end ? [plaidNextOn] : [];
}

/** What it costs: the last amount where that is its price, else what lies in the middle of the last ones. */
function findPrice(payments: readonly Payment[], today: CivilDate) {
  const amounts = payments.map(({ amountMinor }) => amountMinor);
  const last = amounts.at(-1) ?? 0;
  const level = lengthOfLevel(amounts);
  const before = amounts.slice(0, -level);
  const levelBefore = lengthOfLevel(before);
  const since = payments.at(-level)?.date ?? today;
  const isNew =
    levelBefore >= 2 &&
    levelBefore >= Math.min(3, before.length) &&
    Math.sign(before.at(-1) ?? 0) === Math.sign(last);
  const change =
    isNew && since > addDays(today, -newsDays)
      ? { fromMinor: before.at(-1) ?? 0, toMinor: last, since }
      : null;
  if (level >= 2 || isNew) {
    return { amounts: { amountMinor: last, lowMinor: last, highMinor: last }, change };
  }
  const bySize = amounts.slice(-usualOf).sort((a, b) => Math.abs(a) - Math.abs(b));
  const middle = bySize[Math.floor((bySize.length - 1) / 2)] ?? last;
  return {
    amounts: {
      amountMinor: middle,
      lowMinor: bySize[0] ?? last,
      highMinor: bySize.at(-1) ?? last,
    },
    change,
  };
}

/** How many of the last ones are of one price. */
function lengthOfLevel(amounts: readonly number[]): number {
  const last = amounts.at(-1);
  if (last === undefined) return 0;
  const other = amounts.findLastIndex((each) => Math.abs(each - last) > Math.abs(last) * samePrice);
  return amounts.length - 1 - other;
}
