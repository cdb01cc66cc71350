import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/dates/civil-date';
import type { DueDto, StreamDto } from '#lib/recurring/contract';
import { judgeBalance, type LowBalance } from './judge-balance.ts';
import { planBillNotices } from './plan-bill-notices.ts';
import { planLowNotices } from './plan-low-notices.ts';
import { planPriceNotices } from './plan-price-notices.ts';
import type { NoticesPlan, Told } from './tell-planned.ts';

const today = '2026-11-22';
const accountId = '00000000-0000-4000-8000-000000000001';

/** What was told, after a plan was carried out. */
function carryOut(told: readonly Told[], { tell, settle }: NoticesPlan): Told[] {
  const added = tell.map(({ eventKey }) => ({ eventKey, resolved: false }));
  const before = told.map((each) =>
    settle.includes(each.eventKey) ? { ...each, resolved: true } : each,
  );
  expect(before.map(({ eventKey }) => eventKey)).not.toContain(added[0]?.eventKey);
  return [...before, ...added];
}

describe('bills', () => {
  const due = (facts: Partial<DueDto> = {}): DueDto => ({
    id: 'rent',
    on: today,
    name: 'Rent',
    payee: 'Rent',
    accountId,
    accountName: 'Main',
    currency: 'USD',
    amountMinor: -80_000,
    lowMinor: -80_000,
    highMinor: -80_000,
    transfer: false,
    mirror: false,
    categoryId: null,
    state: 'expected',
    href: '/recurring?open=rent',
    by: 'stream',
    ...facts,
  });

  it.each([
    ['due today', {}, true],
    ['in three days', { on: addDays(today, 3) }, true],
    ['in four days', { on: addDays(today, 4) }, false],
    ['late', { on: addDays(today, -1), state: 'late' as const }, false],
    ['seen', { state: 'seen' as const }, false],
    ['money in', { amountMinor: 1 }, false],
    ['a transfer', { transfer: true }, false],
    ['what a bank asks for a card', { transfer: true, by: 'bank' as const }, true],
  ])('are told of where they are to be paid soon: %s', (_what, facts, isTold) => {
    expect(planBillNotices([due(facts)], [], today).tell).toHaveLength(isTold ? 1 : 0);
  });

  it('are over once they are paid', () => {
    const told = carryOut([], planBillNotices([due()], [], today));
    expect(planBillNotices([due({ state: 'seen' })], told, today).settle).toEqual([
      told[0]?.eventKey,
    ]);
  });

  it('are told of once each, however their day moves, and whoever looks how often', () => {
    const nudges = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(nudges, (course) => {
        let told: Told[] = [];
        // Weekly, and on each day expected a day earlier or later than that.
        for (const [day, nudge] of course.entries()) {
          const now = addDays(today, day);
          const dues = Array.from({ length: 12 }, (_, week) =>
            due({ on: addDays(today, week * 7 + 7 + nudge) }),
          );
          told = carryOut(told, planBillNotices(dues, told, now));
          expect(planBillNotices(dues, told, now).tell).toEqual([]);
        }
        // The first eight came near for certain; the ninth on the last day, perhaps.
        expect([8, 9]).toContain(told.length);
      }),
    );
  });
});

describe('prices', () => {
  const stream = (facts: Partial<StreamDto> = {}): StreamDto => ({
    id: 'films',
    state: 'confirmed',
    name: 'Films',
    account: { id: accountId, name: 'Main' },
    towards: null,
    category: null,
    transfer: false,
    cadence: 'monthly',
    currency: 'USD',
    amountMinor: -1_299,
    lowMinor: -1_299,
    highMinor: -1_299,
    yearMinor: -15_588,
    count: 8,
    lastOn: today,
    nextOn: null,
    missedOn: null,
    priceChange: { fromMinor: -1_099, toMinor: -1_299, since: today },
    hasEnded: false,
    confidence: 95,
    said: { name: false, category: false, cadence: false, amount: false, endsOn: null },
    ...facts,
  });
  const change = (fromMinor: number, toMinor: number, since = today) => ({
    priceChange: { fromMinor, toMinor, since },
  });

  it.each([
    ['a new one', {}, true],
    ['none', { priceChange: null }, false],
    ['of what nobody confirmed', { state: 'suggested' as const }, false],
    ['of a transfer', { transfer: true }, false],
    ['of money that comes in', change(100, 200), false],
    ['of two weeks ago', change(-1_099, -1_299, addDays(today, -14)), false],
  ])('are told of where they are news: %s', (_what, facts, isTold) => {
    expect(planPriceNotices([stream(facts)], [], today).tell).toHaveLength(isTold ? 1 : 0);
  });

  it('say what a year costs more', () => {
    expect(planPriceNotices([stream()], [], today).tell[0]?.notice).toMatchObject({
      fromMinor: 1_099,
      toMinor: 1_299,
      yearMinor: 2_400,
    });
  });

  it('are told of once for each change, also where its first row is another by now', () => {
    const told = carryOut([], planPriceNotices([stream()], [], today));
    const again = (facts: Partial<StreamDto>) =>
      planPriceNotices([stream(facts)], told, today).tell;
    expect(again({})).toEqual([]);
    expect(again(change(-1_099, -1_299, addDays(today, -5)))).toEqual([]);
    expect(again(change(-1_099, -1_299, addDays(today, 5)))).toEqual([]);
    expect(again(change(-1_299, -1_399))).toHaveLength(1);
  });
});

describe('balances', () => {
  const judge = (minor: number[], floorMinor: number | null = null) =>
    judgeBalance({ accountId, currency: 'USD', minor, floorMinor }, today);

  it.each([
    ['nothing is left', [500, 0], null, null],
    ['a cent is missing', [500, -1, 20], null, [0, 1, 1, 1]],
    ['more is missing later', [500, -1, -20], null, [0, 1, 2, 20]],
    ['so much is left', [500, 300], 300, null],
    ['a cent less is left', [500, 299], 300, [300, 1, 1, 1]],
    ['nothing is left of what should be', [500, 200, -50], 300, [0, 2, 2, 50]],
  ] as const)('are judged by their lowest: %s', (_what, minor, floor, expected) => {
    const low = judge([...minor], floor);
    const found = low && [low.floorMinor, low.on, low.worstOn, low.missingMinor];
    const [floorMinor, on, worst, missing] = expected ?? [];
    expect(found).toEqual(
      expected && [floorMinor, addDays(today, on ?? 0), addDays(today, worst ?? 0), missing],
    );
  });

  it('are told of once while they are low, sooner again only when it is worse', () => {
    const levels = fc.array(fc.constantFrom('well', 'low', 'short'), { maxLength: 60 });
    fc.assert(
      fc.property(levels, (course) => {
        let told: Told[] = [];
        const days: { level: string; day: number }[] = [];
        for (const [day, level] of course.entries()) {
          const now = addDays(today, day);
          const found = level === 'well' ? null : judge([level === 'low' ? 100 : -100], 300);
          const low: LowBalance[] = found ? [found] : [];
          const plan = planLowNotices(low, told, now);
          told = carryOut(told, plan);
          if (plan.tell.length > 0) days.push({ level, day });
          expect(planLowNotices(low, told, now)).toEqual({ tell: [], settle: [] });
          expect(told.some(({ resolved }) => !resolved) && level === 'well').toBe(false);
          // Whoever runs short was told so: now, or within the week.
          const isTold = days.some((each) => each.level === 'short' && each.day > day - 7);
          const isOpen = told.some(
            ({ eventKey, resolved }) => !resolved && eventKey.includes(':1:'),
          );
          expect(level !== 'short' || isTold || isOpen).toBe(true);
        }
        for (const level of ['low', 'short']) {
          const own = days.filter((each) => each.level === level).map(({ day }) => day);
          const gaps = own.slice(1).map((day, index) => day - (own[index] ?? 0));
          expect(gaps.every((gap) => gap >= 7)).toBe(true);
        }
      }),
    );
  });
});
