import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BudgetDto, BudgetLineDto } from '#lib/budgets/contract';
import { planBudgetNotices } from './plan-budget-notices.ts';
import type { Told } from './tell-planned.ts';

const groceries = '00000000-0000-4000-8000-000000000001';

function line(facts: Partial<BudgetLineDto>): BudgetLineDto {
  return {
    categoryId: groceries,
    name: 'Groceries',
    icon: 'shapes',
    plan: { minor: 50_000, once: false },
    carry: 'none',
    carriedMinor: 0,
    spentMinor: 0,
    pendingMinor: 0,
    isDirect: false,
    ...facts,
  };
}

function budget(lines: BudgetLineDto[], month = '11') {
  const groups: BudgetDto['groups'] = [{ name: 'Food', whole: null, lines }];
  const span = { from: `2026-${month}-01`, to: `2026-${month}-30` };
  const settings: BudgetDto['settings'] = {
    cycle: { kind: 'month', day: 1 },
    countsPending: true,
    currency: 'USD',
  };
  return { groups, span, settings };
}

describe('planBudgetNotices', () => {
  it.each([
    ['all of it', { spentMinor: 50_000 }, false],
    ['a cent more', { spentMinor: 50_001 }, true],
    ['what came over, too', { spentMinor: 60_000, carriedMinor: 10_000 }, false],
    ['less, of which something was missing', { spentMinor: 45_000, carriedMinor: -6_000 }, true],
    ['nothing, where more was missing than planned', { carriedMinor: -60_000 }, false],
    ['something, where nothing is to be', { spentMinor: 1, plan: { minor: 0, once: true } }, true],
    ['much, without a plan', { spentMinor: 90_000, plan: null }, false],
  ])('tells of what is spent: %s', (_what, facts, isTold) => {
    const { tell } = planBudgetNotices(budget([line(facts)]), []);
    expect(tell).toHaveLength(isTold ? 1 : 0);
  });

  it('says what was spent of what, and until when', () => {
    const over = line({ spentMinor: 60_000, carriedMinor: 1_000 });
    expect(planBudgetNotices(budget([over]), []).tell).toEqual([
      {
        eventKey: `over_budget:${groceries}:2026-11-01:0`,
        notice: {
          kind: 'over_budget',
          categoryId: groceries,
          name: 'Groceries',
          spentMinor: 60_000,
          plannedMinor: 51_000,
          currency: 'USD',
          from: '2026-11-01',
          to: '2026-11-30',
        },
      },
    ]);
  });

  it('tells of the next period anew, and that the last one is over', () => {
    const over = budget([line({ spentMinor: 60_000 })], '12');
    const before = { eventKey: `over_budget:${groceries}:2026-11-01:0`, resolved: false };
    const { tell, settle } = planBudgetNotices(over, [before]);
    expect(settle).toEqual([before.eventKey]);
    expect(tell).toHaveLength(1);
  });

  it('tells each time that a plan is exceeded after it was not, five times at most, and nothing twice', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (course) => {
        let told: Told[] = [];
        let count = 0;
        let rises = 0;
        let before = false;
        for (const isOver of course) {
          const spentMinor = isOver ? 50_001 : 49_999;
          const { tell, settle } = planBudgetNotices(budget([line({ spentMinor })]), told);
          const added = tell.map(({ eventKey }) => ({ eventKey, resolved: false }));
          expect(told.map(({ eventKey }) => eventKey)).not.toContain(added[0]?.eventKey);
          told = told.map((each) =>
            settle.includes(each.eventKey) ? { ...each, resolved: true } : each,
          );
          told.push(...added);
          count += tell.length;
          if (isOver && !before) rises += 1;
          before = isOver;
          expect(count).toBe(Math.min(rises, 5));
          expect(told.some(({ resolved }) => !resolved)).toBe(isOver && rises <= 5);
        }
      }),
    );
  });
});
