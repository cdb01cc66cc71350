import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listAccounts } from '#lib/accounts/queries';
import { updateAccount } from '#lib/accounts/update-account';
import { listSparklines } from '#lib/balances/queries';
import { changeBudget } from '#lib/budgets/change-budget';
import { getBudget, getSpending } from '#lib/budgets/queries';
import { mergeCategory } from '#lib/categories/merge-category';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { env } from '#lib/env';
import { readUpcoming } from '#lib/forecast/read-upcoming';
import { listGoals } from '#lib/goals/queries';
import type { LiveTopic } from '#lib/live/contract';
import { publish } from '#lib/live/publish';
import { getNetWorth } from '#lib/net-worth/queries';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { setName } from '#lib/profile/mutations';
import { countQuestions } from '#lib/questions/queries';
import { editStream } from '#lib/recurring/change-streams';
import { readStreams } from '#lib/recurring/read-streams';
import { settleStreams } from '#lib/recurring/settle-streams';
import { getReport } from '#lib/reports/queries';
import { takeArchive } from '#lib/testing/archive';
import {
  createHousehold,
  createLinkedHousehold,
  joinHousehold,
  type LinkedItem,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { bringArchive } from '#lib/testing/import-archive';
import { updateTransaction } from '#lib/transactions/mutations';
import { countInbox, getTotals, listNewest, listRecent } from '#lib/transactions/queries';
import { takeBack } from '#lib/undo-steps/take-back';
import { joinOldChanges, noteChange } from './mutations.ts';
import { readChanges, versionOf } from './read-version.ts';
import { anything, remembered } from './remembered.ts';

// Before anything asks for it; in all other tests nothing is kept.
process.env.KEPT_FIGURES_MIB = '32';

const today = '2026-06-15';
let owner: TestHousehold;
let other: TestHousehold;
let item: LinkedItem;
let accountId: string;
let categoryIds: string[];
let rowIds: string[];

beforeAll(async () => {
  expect(env().KEPT_FIGURES_MIB).toBe(32);
  ({ owner, item } = await createLinkedHousehold({ username: 'user_transactions_dynamic' }));
  other = await joinHousehold(owner);
  const account = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  ({ id: accountId } = await createAccount(owner, account));
  const categories = await listCategories(owner.householdId);
  categoryIds = categories.flatMap(({ id, kind, groupId }) =>
    kind === 'spending' && groupId !== null ? id : [],
  );
  rowIds = (await listRecent(owner)).items.map(({ id }) => id);
  expect(rowIds.length).toBeGreaterThan(3);
});

it('reckons once, until something is published', async () => {
  let count = 0;
  const read = remembered('test of once', anything, async () => ({
    count: ++count,
    at: new Map([[1, 2n]]),
  }));
  expect(await read(owner)).toEqual({ count: 1, at: new Map([[1, 2n]]) });
  expect(await read(owner)).toEqual({ count: 1, at: new Map([[1, 2n]]) });
  expect((await read(other)).count).toBe(2);
  await db().$transaction((tx) => publish(tx, owner.householdId, ['notifications']));
  expect((await read(owner)).count).toBe(1);
  await db().$transaction((tx) => publish(tx, owner.householdId, ['accounts']));
  expect((await read(owner)).count).toBe(3);
});

it('keeps what is made of nothing that changed, also where it is made of what others made', async () => {
  let count = 0;
  const ofGoals = remembered('test of goals', ['goals'], async () => ++count);
  const ofRates = remembered('test of rates', ['rates'], async () => ++count);
  const ofBoth = remembered('test of both', ['budgets'], async (viewer) => [
    await ofGoals(viewer),
    await ofRates(viewer),
    ++count,
  ]);
  const change = (topics: LiveTopic[]) =>
    db().$transaction((tx) => publish(tx, owner.householdId, topics));
  expect(await ofBoth(owner)).toEqual([1, 2, 3]);
  await change(['items', 'transactions']);
  expect(await ofBoth(owner)).toEqual([1, 2, 3]);
  await change(['rates']);
  expect(await ofBoth(owner)).toEqual([1, 4, 5]);
  // Its maker was not reckoned here, and is of it all the same.
  await change(['budgets']);
  expect(await ofBoth(owner)).toEqual([1, 4, 6]);
  await change(['goals', 'tags']);
  expect(await ofBoth(owner)).toEqual([7, 4, 8]);
  await noteChange(db(), [owner.householdId]);
  expect(await ofBoth(owner)).toEqual([9, 10, 11]);
});

it('keeps what is made of rows while people decide about them alone', async () => {
  const versions = async () => {
    const changes = await readChanges(owner.householdId);
    return (['rows', 'transactions', 'accounts'] as const).map((topic) =>
      versionOf(changes, [topic]),
    );
  };
  const [rows, transactions, accounts] = await versions();
  await updateTransaction(owner, rowIds[0] ?? '', { reviewed: true });
  const after = await versions();
  expect([rows, accounts]).toEqual([after[0], after[2]]);
  expect(after[1]).not.toBe(transactions);
  await createEntry(owner, { accountId, date: today, amountMinor: -100, name: 'Tea' });
  expect((await versions())[0]).not.toBe(rows);
});

it('tells parameters apart, and keeps no failure', async () => {
  let fails = true;
  const read = remembered(
    'test of parameters',
    anything,
    async (_viewer, query: { q?: string }) => {
      if (fails) throw new Error('No.');
      return query.q ?? null;
    },
  );
  await expect(read(owner, {})).rejects.toThrow('No.');
  fails = false;
  expect(await read(owner, {})).toBe(null);
  expect(await read(owner, { q: 'tea' })).toBe('tea');
});

it('gives nobody what another one could have changed', async () => {
  const read = remembered('test of copies', anything, async () => ({ list: [1] }));
  (await read(owner)).list.push(2);
  (await read(owner)).list.push(3);
  expect(await read(owner)).toEqual({ list: [1] });
});

it('keeps what was read before a commit under the version before it', async () => {
  const halfway = Promise.withResolvers<void>();
  const committed = Promise.withResolvers<void>();
  let rows = 'old';
  const read = remembered('test of races', anything, async () => {
    const seen = rows;
    halfway.resolve();
    await committed.promise;
    return seen;
  });
  const early = read(owner);
  await halfway.promise;
  rows = 'new';
  await db().$transaction((tx) => publish(tx, owner.householdId, ['accounts']));
  committed.resolve();
  expect(await early).toBe('old');
  expect(await read(owner)).toBe('new');
});

it('never has an earlier version again', async () => {
  const { householdId } = owner;
  const seen = new Set([await versionNow(householdId)]);
  for (const crowd of [1, 1, 501, 1, 501, 501]) {
    await db().$executeRaw`
      INSERT INTO "ShownChange" ("householdId")
      SELECT ${householdId}::uuid FROM generate_series(1, ${crowd}::int)`;
    const version = await versionNow(householdId);
    expect(seen.has(version)).toBe(false);
    seen.add(version);
    await joinOldChanges();
    const after = await versionNow(householdId);
    expect(seen.has(after)).toBe(crowd === 1);
    seen.add(after);
  }
  expect(await db().shownChange.count({ where: { householdId } })).toBeLessThan(502);
});

it('is another one where somebody is called otherwise', async () => {
  const before = await versionNow(owner.householdId);
  await setName(other.userId, 'Cleo');
  expect(await versionNow(owner.householdId)).not.toBe(before);
});

async function versionNow(householdId: string): Promise<string> {
  return versionOf(await readChanges(householdId), ['goals']);
}

type Step = { by: 'owner' | 'other' } & (
  | { do: 'enter'; minor: number; day: number }
  | { do: 'sort'; row: number; category: number }
  | { do: 'review'; row: number }
  | { do: 'hide'; row: number }
  | { do: 'plan'; category: number; minor: number }
  | { do: 'exclude'; excluded: boolean }
  | { do: 'share'; sight: 'full' | 'balance' | 'hidden' }
  | { do: 'sync' }
);

const index = fc.nat({ max: 1_000 });
const by = fc.constantFrom('owner' as const, 'other' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    by,
    do: fc.constant('enter' as const),
    minor: fc.integer({ min: -9_999, max: -1 }),
    day: fc.integer({ min: 1, max: 28 }),
  }),
  fc.record({ by, do: fc.constant('sort' as const), row: index, category: index }),
  fc.record({ by, do: fc.constant('review' as const), row: index }),
  fc.record({ by, do: fc.constant('hide' as const), row: index }),
  fc.record({ by, do: fc.constant('plan' as const), category: index, minor: index }),
  fc.record({ by, do: fc.constant('exclude' as const), excluded: fc.boolean() }),
  fc.record({
    by,
    do: fc.constant('share' as const),
    sight: fc.constantFrom('full' as const, 'balance' as const, 'hidden' as const),
  }),
  fc.record({ by, do: fc.constant('sync' as const) }),
);

it('answers as if nothing were kept, whatever is changed by whom', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      for (const each of steps) {
        // Beside the change, so that some reads begin before it and end after.
        await Promise.all([take(each), readAll(owner), readAll(other)]);
        for (const viewer of [owner, other]) {
          const kept = await readAll(viewer);
          expect(await anew(() => readAll(viewer))).toEqual(kept);
        }
      }
    }),
    { numRuns: 6 },
  );
});

async function take(each: Step): Promise<void> {
  const viewer = each.by === 'owner' ? owner : other;
  const pick = (ids: string[], at: number) => ids[at % ids.length] ?? '';
  switch (each.do) {
    case 'enter': {
      const date = `2026-06-${String(each.day).padStart(2, '0')}`;
      await createEntry(owner, { accountId, date, amountMinor: each.minor, name: 'Tea' });
      return;
    }
    case 'sort':
      await updateTransaction(viewer, pick(rowIds, each.row), {
        categoryId: pick(categoryIds, each.category),
      });
      return;
    case 'review':
      await updateTransaction(viewer, pick(rowIds, each.row), { reviewed: true });
      return;
    case 'hide':
      await updateTransaction(viewer, pick(rowIds, each.row), { hidden: true });
      return;
    case 'plan': {
      const plan = {
        categoryId: pick(categoryIds, each.category),
        amountMinor: each.minor,
        once: false,
      };
      await changeBudget(viewer, { on: today, plans: [plan], carries: [] });
      return;
    }
    case 'exclude':
      await updateAccount(owner, accountId, { excluded: each.excluded });
      return;
    case 'share':
      await setPrivacy(owner, { accountId, memberId: other.memberId, sight: each.sight });
      return;
    case 'sync':
      await syncOnce(item);
  }
}

it('knows of what a merge and an import changed as what is reckoned anew does', async () => {
  const [from = '', into = ''] = categoryIds;
  const date = (month: number) => `2026-0${month}-03`;
  const rent = { accountId, amountMinor: -90_000, name: 'Rent of Mill Lane' };
  for (const month of [2, 3, 4, 5, 6]) await createEntry(owner, { ...rent, date: date(month) });
  await settleStreams(owner.householdId);
  const [stream] = await readStreams(owner);
  await editStream(owner, stream?.id ?? '', { categoryId: from });
  const plans = [{ categoryId: from, amountMinor: 5_000, once: false }];
  await changeBudget(owner, { on: today, plans, carries: [] });
  const file = await takeArchive(owner);
  const newcomer = await createHousehold();
  const read = async () => [
    await readStreams(owner),
    await readStreams(newcomer),
    await getBudget(newcomer, today),
  ];
  await read();
  const { undoStepId } = await mergeCategory(owner, from, into);
  expect(await bringArchive(newcomer, file)).toMatchObject({ state: 'done' });
  const merged = await read();
  expect(merged).toEqual(await anew(read));
  await takeBack(owner, undoStepId);
  expect(await read()).toEqual(await anew(read));
  expect(await read()).not.toEqual(merged);
});

/** Everything that is kept. */
async function readAll(viewer: TestHousehold) {
  const period = { period: '12m' as const };
  return Promise.all([
    listAccounts(viewer),
    countInbox(viewer),
    countQuestions(viewer),
    getBudget(viewer, today),
    getSpending(viewer, today),
    listGoals(viewer, today),
    readUpcoming(viewer, today),
    listRecent(viewer),
    listNewest(viewer, 50),
    listSparklines(viewer, today, 90),
    getTotals(viewer, {}),
    getNetWorth(viewer, { from: '2026-01-01', to: today, today }),
    getReport(viewer, 'cash-flow', period, today),
    getReport(viewer, 'spending', period, today),
    getReport(viewer, 'flow', period, today),
    getReport(viewer, 'years', {}, today),
  ]);
}

/** With nothing kept meanwhile. */
async function anew<Value>(read: () => Promise<Value>): Promise<Value> {
  const settings = env();
  const { KEPT_FIGURES_MIB } = settings;
  Object.assign(settings, { KEPT_FIGURES_MIB: 0 });
  try {
    return await read();
  } finally {
    Object.assign(settings, { KEPT_FIGURES_MIB });
  }
}
