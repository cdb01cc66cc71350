import { describe, expect, it } from 'vitest';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { judgeRow, matchesRow, type Rule, type RuleRow } from './judge-row.ts';

const at = new Date('2026-05-01T00:00:00Z');
const before = new Date(at.getTime() - 1);

function rule(fields: Partial<Rule> & { id: string }): Rule {
  return {
    stop: false,
    ...askedNothing,
    minMinor: null,
    maxMinor: null,
    ...saysNothing,
    history: true,
    createdAt: at,
    ...fields,
  };
}

function row(fields: Partial<RuleRow> = {}): RuleRow {
  return {
    accountId: 'checking',
    name: 'Blue Bottle Oakland',
    originalDescription: 'SQ *BLUE B 0412',
    memo: null,
    merchantName: 'Blue Bottle',
    amountMinor: -450n,
    currency: 'USD',
    pfcPrimary: 'FOOD_AND_DRINK',
    pfcDetailed: 'FOOD_AND_DRINK_COFFEE',
    createdAt: at,
    ...fields,
  };
}

describe('a rule', () => {
  it.each<[string, Partial<Rule>, Partial<RuleRow>, boolean]>([
    ['the merchant, whatever the case', { merchant: 'blue BOTTLE' }, {}, true],
    ['not a part of the merchant', { merchant: 'Blue' }, {}, false],
    [
      'the text where there is no merchant',
      { merchant: 'sq *x' },
      { merchantName: null, name: 'SQ *X' },
      true,
    ],
    ['a part of the bank’s text', { text: 'sq *b' }, {}, true],
    ['a part of what a file says beside it', { text: 'march' }, { memo: 'Rent of March' }, true],
    ['a part of the merchant', { text: 'bottle' }, { name: 'X' }, true],
    ['no other text', { text: 'green' }, {}, false],
    [
      'an amount in its range, ends included',
      { minMinor: 450n, maxMinor: 450n, currency: 'USD' },
      {},
      true,
    ],
    ['no smaller one', { minMinor: 451n, currency: 'USD' }, {}, false],
    ['no larger one', { maxMinor: 449n, currency: 'USD' }, {}, false],
    ['no amount in another currency', { minMinor: 1n, currency: 'EUR' }, {}, false],
    ['money out', { direction: 'out' }, {}, true],
    ['no money out where it asks for money in', { direction: 'in' }, {}, false],
    ['one of its accounts', { accountIds: ['card', 'checking'] }, {}, true],
    ['no other account', { accountIds: ['card'] }, {}, false],
    ['Plaid’s detailed category', { plaidCodes: ['FOOD_AND_DRINK_COFFEE'] }, {}, true],
    ['Plaid’s primary category', { plaidCodes: ['FOOD_AND_DRINK'] }, {}, true],
    ['no other category', { plaidCodes: ['TRAVEL'] }, { pfcDetailed: null }, false],
    ['all that it asks about, or nothing', { text: 'bottle', direction: 'in' }, {}, false],
    ['a row that came after it', { history: false }, {}, true],
    [
      'no row that was here before, unless it is meant, too',
      { history: false },
      { createdAt: before },
      false,
    ],
    ['a row that was here before, when it is meant, too', {}, { createdAt: before }, true],
  ])('matches %s', (_what, asked, fields, expected) => {
    expect(matchesRow(rule({ id: 'r', ...asked }), row(fields))).toBe(expected);
  });
});

describe('rules in their order', () => {
  const coffee = rule({ id: 'coffee', text: 'bottle', categoryId: 'coffee', tagIds: ['a'] });
  const all = rule({
    id: 'all',
    direction: 'out',
    categoryId: 'out',
    rename: 'Out',
    tagIds: ['a', 'b'],
  });

  it('let the first that says something about a field decide it, and add tags up', () => {
    expect(judgeRow([coffee, all], row())).toMatchObject({
      ruleCategoryId: 'coffee',
      ruleCategoryRuleId: 'coffee',
      ruleName: 'Out',
      ruleNameRuleId: 'all',
      tags: new Map([
        ['a', 'coffee'],
        ['b', 'all'],
      ]),
    });
    expect(judgeRow([all, coffee], row()).ruleCategoryId).toBe('out');
  });

  it('end with one that stops, where it matches', () => {
    const stopping = { ...coffee, stop: true };
    expect(judgeRow([stopping, all], row()).ruleName).toBeNull();
    expect(judgeRow([stopping, all], row({ name: 'X', merchantName: 'Y' })).ruleName).toBe('Out');
  });
});

/** The same numbers each time, so that a failure comes again. */
function makeRandom(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
}

describe('any rules and any row', () => {
  const random = makeRandom(11);
  const pick = <Value>(values: readonly Value[]) => values[random(values.length)] as Value;
  const some = (id: string) =>
    rule({
      id,
      stop: random(5) === 0,
      text: pick([null, null, 'bo', 'sq', 'zz']),
      direction: pick([null, 'in', 'out']),
      accountIds: pick([[], ['checking'], ['card']]),
      categoryId: pick([null, 'c1', 'c2']),
      rename: pick([null, 'N1']),
      note: pick([null, 'T1']),
      tagIds: pick([[], ['a'], ['b', 'c']]),
      hide: random(3) === 0,
      review: random(3) === 0,
    });
  const rounds = Array.from({ length: 300 }, () => ({
    rules: Array.from({ length: random(8) }, (_, index) => some(`r${index}`)),
    row: row({ amountMinor: BigInt(random(5) - 2), accountId: pick(['checking', 'card']) }),
  }));

  it('name a rule for each thing said, that matches and says just that', () => {
    for (const { rules, row: each } of rounds) {
      const verdict = judgeRow(rules, each);
      const said = (id: string | null) => rules.find((rule_) => rule_.id === id);
      for (const id of [
        verdict.ruleCategoryRuleId,
        verdict.ruleNameRuleId,
        verdict.ruleNoteRuleId,
        verdict.hiddenRuleId,
        verdict.reviewedRuleId,
        ...verdict.tags.values(),
      ]) {
        const found = said(id);
        if (id !== null) expect(found && matchesRow(found, each)).toBe(true);
      }
      expect(verdict.ruleCategoryId).toBe(said(verdict.ruleCategoryRuleId)?.categoryId ?? null);
      expect(verdict.ruleName).toBe(said(verdict.ruleNameRuleId)?.rename ?? null);
    }
  });

  it('say the same again, and without a rule nothing of that rule', () => {
    for (const { rules, row: each } of rounds) {
      const verdict = judgeRow(rules, each);
      expect(judgeRow(rules, each)).toEqual(verdict);
      for (const gone of rules) {
        const others = rules.filter((other) => other !== gone);
        expect(JSON.stringify([...Object.values(judgeRow(others, each))])).not.toContain(
          `"${gone.id}"`,
        );
        // One that did not match changes nothing by going.
        if (!matchesRow(gone, each)) expect(judgeRow(others, each)).toEqual(verdict);
      }
    }
  });
});
