import { beforeAll, describe, expect, it } from 'vitest';
import { mergeCategory } from '#lib/categories/merge-category';
import { listCategories } from '#lib/categories/queries';
import { db, type Prisma } from '#lib/db/client';
import type { RuleSplit } from '#lib/splits/contract';
import { getSplit } from '#lib/splits/queries';
import { giveSplitBack, setSplit } from '#lib/splits/set-split';
import { changeTagsOf } from '#lib/tags/change-tags';
import { createTag } from '#lib/tags/mutations';
import { listTags, listTagsOf } from '#lib/tags/queries';
import { takeTagAway } from '#lib/tags/take-tag-away';
import {
  createHousehold,
  joinHousehold,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { updateTransaction } from '#lib/transactions/mutations';
import { takeBack } from '#lib/undo-steps/take-back';
import type { RuleEffect, RuleInput, RuleWhen } from './contract.ts';
import { deleteRule } from './delete-rule.ts';
import { matchesRow, type Rule } from './judge-row.ts';
import { createRule, updateRule } from './mutations.ts';
import { previewRule } from './preview-rule.ts';
import { listRules } from './queries.ts';
import { askedColumns } from './read-rules.ts';

let owner: TestHousehold;
let stranger: TestHousehold;

beforeAll(async () => {
  owner = await createHousehold();
  stranger = await createHousehold();
  await syncHistory(await linkItem(owner, { username: 'user_good' }));
});

function input(
  when: Partial<RuleWhen>,
  effects: Partial<RuleEffect>,
  options: Partial<RuleInput> = {},
): RuleInput {
  return {
    name: 'A rule',
    when: { ...askedNothing, ...when },
    effect: { ...saysNothing, ...effects },
    stop: false,
    history: true,
    ...options,
  };
}

/** As a preview takes it, of a rule that is not there yet. */
function draftOf({ when, effect, stop }: RuleInput) {
  return { ruleId: null, when, effect, stop };
}

async function category(name: string, { householdId } = owner): Promise<string> {
  const found = (await listCategories(householdId)).find((each) => each.name === name);
  return found?.id ?? '';
}

async function tag(name: string): Promise<string> {
  const { items } = await createTag(owner, { name });
  return items.find((each) => each.name === name)?.id ?? '';
}

/** Everything that shows of the household's transactions, and by whose word. */
async function readAll({ householdId } = owner) {
  const rows = await db().$queryRaw<{ row: string }[]>`
    SELECT (to_jsonb(e) || jsonb_build_object('parts', ARRAY(
      SELECT to_jsonb(p) - 'id' FROM "EffectivePart" p
      WHERE p."householdId" = e."householdId" AND p."transactionId" = e."id"
      ORDER BY p."position")) || jsonb_build_object('tags', ARRAY(
      SELECT x."tagId" || x."by" FROM "EffectiveTag" x
      WHERE x."householdId" = e."householdId" AND x."transactionId" = e."id" ORDER BY 1)))::text AS "row"
    FROM "EffectiveTransaction" e WHERE e."householdId" = ${householdId}::uuid ORDER BY e."id"`;
  return rows.map(({ row }) => row);
}

async function find(merchant: string, { householdId } = owner) {
  return db().$queryRaw<
    { id: string; merchant: string; categoryId: string; categoryBy: string; note: string | null }[]
  >`
    SELECT e."id", e."merchant", e."categoryId", e."categoryBy", e."note"
    FROM "EffectiveTransaction" e JOIN "Transaction" t USING ("householdId", "id")
    WHERE e."householdId" = ${householdId}::uuid AND t."merchantName" = ${merchant}
    ORDER BY e."id"`;
}

describe('a rule', () => {
  it('changes what it matches, says that it did, and leaves no trace when it goes', async () => {
    const before = await readAll();
    const travel = await category('Travel');
    const trip = await tag('Trip');
    const made = await createRule(
      owner,
      input(
        { merchant: 'starbucks' },
        { categoryId: travel, rename: 'Beans', note: 'By rule', tagIds: [trip], hide: true },
      ),
    );
    const rows = await find('Starbucks');
    expect(rows.length).toBeGreaterThan(10);
    expect(made.changed).toBe(rows.length);
    expect(rows.every((row) => row.merchant === 'Beans' && row.categoryBy === 'rule')).toBe(true);
    expect(rows.every((row) => row.categoryId === travel && row.note === 'By rule')).toBe(true);
    expect((await listTags(owner)).items).toMatchObject([{ transactions: rows.length }]);
    const ruled = await readAll();
    const again = await updateRule(owner, made.ruleId ?? '', { name: 'Another name' });
    expect(again.changed).toBe(0);
    expect(await readAll()).toEqual(ruled);
    await updateRule(owner, made.ruleId ?? '', { enabled: false });
    expect(await readAll()).toEqual(before);
    await updateRule(owner, made.ruleId ?? '', { enabled: true });
    expect(await readAll()).toEqual(ruled);
    const { undoStepId } = await deleteRule(owner, made.ruleId ?? '');
    expect(await readAll()).toEqual(before);
    await takeBack(owner, undoStepId);
    expect(await readAll()).toEqual(ruled);
    await deleteRule(owner, made.ruleId ?? '');
    expect(await readAll()).toEqual(before);
    expect(await db().transactionTag.count({ where: { householdId: owner.householdId } })).toBe(0);
  });

  it('never has its way against a person, before or after it, emptiness included', async () => {
    const [first, second] = await find('Uber');
    const mine = await category('Travel');
    const theirs = await category('Fuel');
    const trip = await tag('Trip');
    await updateTransaction(owner, first?.id ?? '', { categoryId: null, note: '' });
    const { ruleId } = await createRule(
      owner,
      input({ text: 'uber' }, { categoryId: theirs, note: 'By rule', tagIds: [trip] }),
    );
    await updateTransaction(owner, second?.id ?? '', { categoryId: mine });
    await changeTagsOf(owner, second?.id ?? '', { remove: [trip] });
    await updateRule(owner, ruleId ?? '', { stop: true });
    const [one, two, ...rest] = await find('Uber');
    expect(one).toMatchObject({ categoryId: null, categoryBy: 'person', note: null });
    expect(two).toMatchObject({ categoryId: mine, categoryBy: 'person', note: 'By rule' });
    expect(rest.every((row) => row.categoryId === theirs && row.categoryBy === 'rule')).toBe(true);
    const said = async () => (await listTagsOf(owner, second?.id ?? '')).items;
    expect(await said()).toMatchObject([{ on: false, by: 'person', rule: { id: ruleId } }]);
    await changeTagsOf(owner, second?.id ?? '', { revert: [trip] });
    expect(await said()).toMatchObject([{ on: true, by: 'rule' }]);
    await updateTransaction(owner, second?.id ?? '', { revert: ['categoryId'] });
    expect((await find('Uber'))[1]).toMatchObject({ categoryId: theirs, categoryBy: 'rule' });
    await deleteRule(owner, ruleId ?? '');
  });

  it('is asked in its place: the first decides, and a stop ends it', async () => {
    const [travel, fuel] = [await category('Travel'), await category('Fuel')];
    const low = await createRule(owner, input({ text: 'uber' }, { categoryId: fuel, note: 'Low' }));
    const high = await createRule(owner, input({ text: 'uber' }, { categoryId: travel }));
    const shown = async () => (await find('Uber')).at(-1);
    expect(await shown()).toMatchObject({ categoryId: travel, note: 'Low' });
    await updateRule(owner, high.ruleId ?? '', { stop: true });
    expect(await shown()).toMatchObject({ categoryId: travel, note: null });
    const { items } = await updateRule(owner, high.ruleId ?? '', { index: 1 });
    expect(items.map(({ id }) => id)).toEqual([low.ruleId, high.ruleId]);
    expect(await shown()).toMatchObject({ categoryId: fuel, note: 'Low' });
    await deleteRule(owner, low.ruleId ?? '');
    await deleteRule(owner, high.ruleId ?? '');
  });

  it('is there for what a sync brings, in the same commit; for new rows alone, if it says so', async () => {
    const other = await createHousehold();
    const fuel = await category('Fuel', other);
    await createRule(other, input({ text: 'uber' }, { categoryId: fuel }, { history: false }));
    await syncHistory(await linkItem(other, { username: 'user_good' }));
    const rows = await find('Uber', other);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every((row) => row.categoryId === fuel && row.categoryBy === 'rule')).toBe(true);
    const all = await readAll(other);
    const late = await createRule(
      other,
      input({ text: 'uber' }, { note: 'Late' }, { history: false }),
    );
    expect(late.changed).toBe(0);
    expect(await readAll(other)).toEqual(all);
    const { changed } = await updateRule(other, late.ruleId ?? '', { history: true });
    expect(changed).toBe(rows.length);
    await updateRule(other, late.ruleId ?? '', { history: false });
    expect(await readAll(other)).toEqual(all);
  });

  it('is nobody else’s, and names nothing of anybody else’s', async () => {
    const { ruleId } = await createRule(owner, input({ text: 'uber' }, { hide: true }));
    const id = ruleId ?? '';
    await expect(updateRule(stranger, id, { name: 'Mine' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(deleteRule(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    const trip = await tag('Trip');
    const [account] = await db().account.findMany({
      where: { householdId: owner.householdId },
      select: { id: true },
    });
    for (const refused of [
      input({ text: 'x' }, { categoryId: await category('Fuel') }),
      input({ text: 'x' }, { tagIds: [trip] }),
      input({ accountIds: [account?.id ?? ''] }, { hide: true }),
    ]) {
      await expect(createRule(stranger, refused)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    expect((await listRules(stranger)).items).toEqual([]);
    await deleteRule(owner, id);
  });
});

it('tells nobody of accounts that are kept from them, and goes on asking about them', async () => {
  const { householdId } = owner;
  const [kept, shown] = await db().account.findMany({
    where: { householdId },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const accountIds = [kept?.id ?? '', shown?.id ?? ''];
  const { ruleId } = await createRule(owner, input({ accountIds }, { review: true }));
  const guest = await joinHousehold(owner);
  const account = { householdId, accountId: kept?.id ?? '', memberId: guest.memberId };
  await db().accountSight.create({ data: { ...account, sight: 'hidden' } });
  const [seen] = (await listRules(guest)).items;
  expect(seen).toMatchObject({ when: { accountIds: [shown?.id] }, hasUnseenAccounts: true });
  await updateRule(guest, ruleId ?? '', {
    when: { ...askedNothing, accountIds: [], text: 'uber' },
  });
  expect((await listRules(owner)).items[0]?.when.accountIds).toEqual([kept?.id]);
  // All that it asks about is kept from them by now: they may change the rest, and nothing tells more.
  const blank = { ...askedNothing, accountIds: [] };
  await updateRule(guest, ruleId ?? '', { when: blank, name: 'Theirs' });
  expect((await listRules(owner)).items[0]).toMatchObject({
    name: 'Theirs',
    when: { accountIds: [kept?.id] },
  });
  const draft = { ruleId, when: blank, effect: null, stop: false };
  expect((await previewRule(guest, draft)).count).toBe(0);
  await expect(previewRule(guest, { ...draft, ruleId: null })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(updateRule(owner, ruleId ?? '', { when: blank })).rejects.toMatchObject({
    code: 'invalid_input',
    fields: { when: 'Say which transactions are meant.' },
  });
  const { undoStepId } = await deleteRule(guest, ruleId ?? '');
  await takeBack(guest, undoStepId);
  expect((await listRules(owner)).items[0]?.when.accountIds).toEqual([kept?.id]);
  await deleteRule(owner, ruleId ?? '');
});

describe('a rule of somebody who does not see all accounts', () => {
  let keeper: TestHousehold;
  let guest: TestHousehold;
  let hidden: string;
  const count = (where: Prisma.TransactionWhereInput) =>
    db().transaction.count({ where: { householdId: keeper.householdId, ...where } });

  beforeAll(async () => {
    keeper = await createHousehold();
    await syncHistory(await linkItem(keeper, { username: 'user_good' }));
    guest = await joinHousehold(keeper);
    const { householdId } = keeper;
    const accounts = await db().transaction.groupBy({ by: ['accountId'], where: { householdId } });
    [hidden = ''] = accounts.map(({ accountId }) => accountId);
    const where = { householdId, id: hidden };
    await db().account.updateMany({ where, data: { sight: 'hidden' } });
  });

  it('is the household’s, and tells them nothing of what they do not see', async () => {
    const all = await count({});
    const told = await count({ accountId: { not: hidden } });
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThan(all);
    const rule = input({ minMinor: 0, currency: 'USD' }, { note: 'By rule' });
    const { ruleId, changed } = await createRule(guest, rule);
    expect(changed).toBe(told);
    expect(await count({ ruleNote: 'By rule' })).toBe(all);
    const id = ruleId ?? '';
    expect((await updateRule(guest, id, { enabled: false })).changed).toBe(told);
    expect((await updateRule(keeper, id, { enabled: true })).changed).toBe(all);
    expect((await deleteRule(guest, id)).changed).toBe(told);
  });
});

describe('a preview', () => {
  it('counts in SQL what the rules match in code, whatever they ask', async () => {
    const { householdId } = owner;
    const [first, second] = await find('Starbucks');
    const noted = { memo: 'Memo of a file', note: 'Its person', noteSetAt: new Date() };
    await db().transaction.updateMany({
      where: { householdId, id: { in: [first?.id ?? '', second?.id ?? ''] } },
      data: noted,
    });
    const rows = await db().transaction.findMany({ where: { householdId, removedAt: null } });
    const accounts = [...new Set(rows.map(({ accountId }) => accountId))];
    const asked: Partial<RuleWhen>[] = [
      { text: 'UB' },
      { text: '%' },
      { text: '_' },
      { text: 'sf**pool' },
      { text: 'memo of a file' },
      { merchant: 'UBER' },
      { merchant: 'Uber', direction: 'out' },
      { direction: 'in' },
      { direction: 'out', minMinor: 500, maxMinor: 2_000, currency: 'USD' },
      { minMinor: 0, currency: 'EUR' },
      { accountIds: accounts.slice(0, 2) },
      { plaidCodes: ['FOOD_AND_DRINK', 'TRAVEL_FLIGHTS'] },
      { plaidCodes: ['FOOD_AND_DRINK_COFFEE'], text: 'star' },
    ];
    for (const when of asked) {
      const { ruleId } = await createRule(owner, input(when, { review: true }, { stop: true }));
      const rule = (await db().rule.findFirstOrThrow({
        where: { householdId, id: ruleId ?? '' },
        select: askedColumns,
      })) as Rule;
      const expected = rows.filter((row) => matchesRow(rule, row)).length;
      const { count } = await previewRule(owner, draftOf(input(when, {})));
      expect(count, JSON.stringify(when)).toBe(expected);
      await deleteRule(owner, ruleId ?? '');
    }
  });

  it('shows before and after, what a person decided, and nothing of what one does not see', async () => {
    const [first] = await find('Uber');
    const fuel = await category('Fuel');
    await updateTransaction(owner, first?.id ?? '', { categoryId: await category('Travel') });
    const draft = draftOf(input({ merchant: 'Uber' }, { categoryId: fuel, rename: 'Ride' }));
    const { count, items } = await previewRule(owner, draft);
    expect(count).toBe((await find('Uber')).length);
    const decided = items.find(({ id }) => id === first?.id);
    expect(decided?.decided).toEqual(['category']);
    expect(decided?.changes).toEqual([{ field: 'name', before: 'Uber', after: 'Ride' }]);
    expect(items.find(({ id }) => id !== first?.id)?.changes).toEqual([
      { field: 'category', before: 'Taxis & ride shares', after: 'Fuel' },
      { field: 'name', before: 'Uber', after: 'Ride' },
    ]);
    const guest = await joinHousehold(owner);
    await db().account.updateMany({
      where: { householdId: owner.householdId },
      data: { sight: 'balance' },
    });
    expect(await previewRule(guest, draft)).toEqual({ count: 0, items: [] });
    expect((await previewRule(owner, draft)).count).toBe(count);
    await updateTransaction(owner, first?.id ?? '', { revert: ['categoryId'] });
  });
});

describe('a rule that splits', () => {
  const partsOf = async (transactionId: string) => {
    const { by, parts, leftMinor } = await getSplit(owner, transactionId);
    return { by, leftMinor, parts: parts.map(({ minor, category }) => [minor, category?.name]) };
  };

  it('splits what it matches, waits behind a person, and leaves no trace when it goes', async () => {
    const before = await readAll();
    const [food, fuel] = [await category('Groceries'), await category('Fuel')];
    const trip = await tag('Trip');
    const split: RuleSplit = {
      currency: null,
      parts: [
        { of: { kind: 'share', share: 3_333 }, categoryId: food, note: 'By rule', tagIds: [trip] },
        { of: { kind: 'rest' }, categoryId: fuel, note: null, tagIds: [] },
      ],
    };
    const { ruleId, changed } = await createRule(owner, input({ merchant: 'uber' }, { split }));
    const [first, second] = await find('Uber');
    expect(changed).toBe((await find('Uber')).length);
    const total = (await getSplit(owner, first?.id ?? '')).amount.minor;
    const share = Math.round((total * 3_333) / 10_000);
    const byRule = {
      by: 'rule',
      leftMinor: 0,
      parts: [
        [share, 'Groceries'],
        [total - share, 'Fuel'],
      ],
    };
    expect(await partsOf(first?.id ?? '')).toEqual(byRule);
    const ruled = await readAll();
    expect((await updateRule(owner, ruleId ?? '', { name: 'Rides' })).changed).toBe(0);

    const { undoStepId } = await setSplit(owner, second?.id ?? '', { parts: [] });
    expect(await partsOf(second?.id ?? '')).toMatchObject({ by: 'person', parts: [] });
    await updateRule(owner, ruleId ?? '', { enabled: false });
    await updateRule(owner, ruleId ?? '', { enabled: true });
    expect(await partsOf(second?.id ?? '')).toMatchObject({ by: 'person', parts: [] });
    await takeBack(owner, undoStepId);
    expect(await readAll()).toEqual(ruled);
    await setSplit(owner, first?.id ?? '', { parts: [] });
    await giveSplitBack(owner, first?.id ?? '');
    expect(await readAll()).toEqual(ruled);

    const merged = await mergeCategory(owner, food, fuel);
    expect((await partsOf(first?.id ?? '')).parts.map(([, name]) => name)).toEqual([
      'Fuel',
      'Fuel',
    ]);
    const gone = await takeTagAway(owner, trip, null);
    expect((await listRules(owner)).items[0]?.effect.split?.parts[0]).toMatchObject({
      categoryId: fuel,
      tagIds: [],
    });
    await takeBack(owner, gone.undoStepId);
    await takeBack(owner, merged.undoStepId);
    expect(await readAll()).toEqual(ruled);
    const { undoStepId: deletion } = await deleteRule(owner, ruleId ?? '');
    expect(await readAll()).toEqual(before);
    await takeBack(owner, deletion);
    expect(await readAll()).toEqual(ruled);
    await deleteRule(owner, ruleId ?? '');
    expect(await db().splitPart.count({ where: { householdId: owner.householdId } })).toBe(0);
  });

  it('shows in a preview what would become of what it matches', async () => {
    const fuel = await category('Fuel');
    const sorting = { note: null, tagIds: [] };
    const split: RuleSplit = {
      currency: 'USD',
      parts: [
        { of: { kind: 'size', minor: 100 }, categoryId: fuel, ...sorting },
        { of: { kind: 'rest' }, categoryId: null, ...sorting },
      ],
    };
    const { items } = await previewRule(owner, draftOf(input({ merchant: 'Uber' }, { split })));
    expect(items[0]?.changes).toEqual([
      {
        field: 'split',
        before: null,
        after: expect.stringMatching(/^−\$1\.00 Fuel, −\$.* no category$/),
      },
    ]);
    const theirs = { ...split, parts: split.parts.map((each) => ({ ...each, categoryId: fuel })) };
    await expect(
      createRule(stranger, input({ text: 'x' }, { split: theirs })),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('a tag that is taken away', () => {
  it('goes into another with its rows and rules, and comes back by an undo', async () => {
    const [trip, work] = [await tag('Trip'), await tag('Work')];
    const [first, second] = await find('Uber');
    await changeTagsOf(owner, first?.id ?? '', { add: [trip] });
    await changeTagsOf(owner, second?.id ?? '', { add: [work], remove: [trip] });
    const { ruleId } = await createRule(owner, input({ text: 'uber' }, { tagIds: [trip] }));
    const before = await readAll();
    const { undoStepId, items } = await takeTagAway(owner, trip, work);
    expect(items.map(({ name }) => name)).toEqual(['Work']);
    expect(items[0]?.transactions).toBe((await find('Uber')).length);
    expect((await listRules(owner)).items[0]?.effect.tagIds).toEqual([work]);
    await expect(takeBack(stranger, undoStepId)).rejects.toMatchObject({ code: 'not_found' });
    await takeBack(owner, undoStepId);
    expect(await readAll()).toEqual(before);
    const gone = await takeTagAway(owner, trip, null);
    expect((await listTagsOf(owner, first?.id ?? '')).items).toEqual([]);
    await takeBack(owner, gone.undoStepId);
    expect(await readAll()).toEqual(before);
    await deleteRule(owner, ruleId ?? '');
    await expect(takeTagAway(stranger, trip, null)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('comes back without what was decided since, and with what its rules say by then', async () => {
    const [trip, work] = [await tag('Trip'), await tag('Work')];
    const [, , first, second, third] = await find('Uber');
    await changeTagsOf(owner, first?.id ?? '', { add: [trip] });
    await changeTagsOf(owner, second?.id ?? '', { add: [trip] });
    const { ruleId } = await createRule(owner, input({ text: 'uber' }, { tagIds: [trip] }));
    const merged = await takeTagAway(owner, trip, work);
    await changeTagsOf(owner, first?.id ?? '', { remove: [work] });
    await takeBack(owner, merged.undoStepId);
    const wordsOn = async (id = '') =>
      db().transactionTag.findMany({
        where: { householdId: owner.householdId, transactionId: id, byPerson: { not: null } },
        select: { tagId: true, byPerson: true },
        orderBy: { byPerson: 'asc' },
      });
    expect(await wordsOn(first?.id)).toEqual([
      { tagId: work, byPerson: false },
      { tagId: trip, byPerson: true },
    ]);
    expect(await wordsOn(second?.id)).toEqual([{ tagId: trip, byPerson: true }]);

    const gone = await takeTagAway(owner, trip, null);
    await deleteRule(owner, ruleId ?? '');
    await takeBack(owner, gone.undoStepId);
    expect((await listTagsOf(owner, third?.id ?? '')).items).toEqual([]);
    expect((await listTagsOf(owner, second?.id ?? '')).items).toMatchObject([{ id: trip }]);
  });

  it('leaves a rule with nothing to say, which goes and comes back as any other', async () => {
    const trip = await tag('Trip');
    const many = Array.from({ length: 101 }, () => crypto.randomUUID());
    const { ruleId } = await createRule(owner, input({ text: 'uber' }, { tagIds: [trip] }));
    await takeTagAway(owner, trip, null);
    // As many as members name together who do not see each other's accounts.
    await db().rule.updateMany({ where: { id: ruleId ?? '' }, data: { accountIds: many } });
    const { undoStepId } = await deleteRule(owner, ruleId ?? '');
    await takeBack(owner, undoStepId);
    const back = await db().rule.findFirst({ where: { id: ruleId ?? '' } });
    expect(back).toMatchObject({ text: 'uber', tagIds: [], accountIds: many });
    await deleteRule(owner, ruleId ?? '');
  });
});
