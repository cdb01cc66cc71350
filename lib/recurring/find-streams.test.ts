import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/dates/civil-date';
import { type Cadence, cadences } from './contract.ts';
import { type FoundRow, findStreams, payeeOf } from './find-streams.ts';

const today = '2026-11-20';

let made = 0;
const row = (date: string, amountMinor: number, payee = 'shop'): FoundRow => {
  made += 1;
  return { id: `row ${made}`, date, amountMinor, payee };
};

const find = (rows: FoundRow[]) => findStreams(rows, today).map(({ cadence }) => cadence);

/** Days from one to the next, as they are in a calendar. */
const gaps: Record<Exclude<Cadence, 'irregular'>, number[]> = {
  weekly: [7],
  biweekly: [14],
  semi_monthly: [15, 16, 15, 15],
  monthly: [31, 30, 30, 31],
  quarterly: [91, 92, 90],
  yearly: [365, 365],
};
const fewest = { weekly: 4, biweekly: 4, semi_monthly: 4, monthly: 3, quarterly: 3, yearly: 2 };

/** So many of one cadence, the last of them not long ago. */
function comingAgain(cadence: keyof typeof gaps, count: number, amounts: number[]): FoundRow[] {
  let date = addDays(today, -3);
  return Array.from({ length: count }, (_, index) => {
    const each = row(date, amounts[index % amounts.length] ?? 0, cadence);
    date = addDays(date, -(gaps[cadence][index % gaps[cadence].length] ?? 0));
    return each;
  });
}

describe('what comes again', () => {
  it.each(cadences)('%s is found from so many on, and not before', (cadence) => {
    const rows = comingAgain(cadence, fewest[cadence], [-1_299]);
    expect(find(rows)).toEqual([cadence]);
    expect(find(rows.slice(1))).toEqual([]);
  });

  it('is found though an amount varies, where bills do', () => {
    expect(find(comingAgain('monthly', 6, [-9_000, -6_100, -12_400]))).toEqual(['monthly']);
    expect(find(comingAgain('weekly', 6, [-9_000, -6_100, -12_400]))).toEqual([]);
  });

  it('is found twice at one shop by two prices', () => {
    const storage = ['2026-09-03', '2026-10-03', '2026-11-03'].map((date) => row(date, -99));
    const music = ['2026-09-17', '2026-10-17', '2026-11-17'].map((date) => row(date, -1_099));
    expect(find([...storage, ...music])).toEqual(['monthly', 'monthly']);
  });

  it('is found over a new price', () => {
    expect(find(comingAgain('monthly', 6, [-1_199, -1_199, -999]))).toEqual(['monthly']);
  });

  it('is no longer asked about once it is long over', () => {
    const rows = comingAgain('monthly', 5, [-999]);
    expect(findStreams(rows, addDays(today, 200))).toEqual([]);
  });

  it('is not what one buys now and then', () => {
    const days = [0, 2, 9, 10, 24, 31, 33, 50, 51, 64, 90, 97];
    expect(find(days.map((day, at) => row(addDays(today, -day), -1_000 - at * 731)))).toEqual([]);
  });
});

describe('over random rows', () => {
  const planted = fc.record({
    cadence: fc.constantFrom(...cadences),
    count: fc.integer({ min: 4, max: 14 }),
    amount: fc.integer({ min: 100, max: 500_000 }),
    jitter: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 14, maxLength: 14 }),
  });

  it('what was planted is found, whatever order it comes in and a day late', () => {
    fc.assert(
      fc.property(
        planted,
        fc.infiniteStream(fc.nat()),
        ({ cadence, count, amount, jitter }, order) => {
          const rows = comingAgain(cadence, count, [-amount]).map((each, index) => ({
            ...each,
            date: addDays(each.date, jitter[index] ?? 0),
          }));
          const found = findStreams(rows, today);
          expect(found).toHaveLength(1);
          expect(found[0]?.rowIds).toHaveLength(count);
          // Two weeks and half a month are told apart by days that this jitter may take away.
          const likely = cadence === 'semi_monthly' ? ['semi_monthly', 'biweekly'] : [cadence];
          if (cadence === 'biweekly') likely.push('semi_monthly');
          expect(likely).toContain(found[0]?.cadence);
          const shuffled = rows.toSorted(() => (order.next().value ?? 0) % 2 || -1);
          expect(findStreams(shuffled, today)).toEqual(found);
        },
      ),
    );
  });

  it('no row is in two, and all of one are of one payee', () => {
    const random = fc.record({
      day: fc.nat({ max: 400 }),
      amountMinor: fc.integer({ min: -9_000, max: -1 }),
      payee: fc.constantFrom('a', 'b', null),
    });
    fc.assert(
      fc.property(fc.array(random, { maxLength: 120 }), (all) => {
        const rows = all.map(({ day, ...each }, at) => ({
          ...each,
          id: `${at}`,
          date: addDays(today, -day),
        }));
        const found = findStreams(rows, today);
        const ids = found.flatMap(({ rowIds }) => rowIds);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { rowIds, confidence } of found) {
          const payees = new Set(rowIds.map((id) => rows[Number(id)]?.payee));
          expect(payees.size).toBe(1);
          expect(payees.has(null)).toBe(false);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThan(100);
        }
      }),
    );
  });
});

describe('a payee', () => {
  const of = (merchant: string, amountMinor = -1) =>
    payeeOf({ accountId: 'one', currency: 'USD', amountMinor, merchant });

  it('is the same whatever numbers a bank adds', () => {
    expect(of('NETFLIX.COM 866-579-7172')).toBe(of('Netflix.com 12/03 #4411'));
    expect(of('Café Zoë')).toBe(of('CAFE ZOE 2'));
  });

  it('is another where the money goes the other way, and none without a name', () => {
    expect(of('Netflix', 1)).not.toBe(of('Netflix', -1));
    expect(of('12345')).toBeNull();
  });
});
