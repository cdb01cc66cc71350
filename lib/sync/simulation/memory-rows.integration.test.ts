import { expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { type Delta, fetchDelta } from '#lib/sync/fetch-delta';
import { type Plan, planChanges } from '#lib/sync/plan-changes';
import { postgresStore } from '#lib/sync/postgres-store';
import { createHousehold, type LinkedItem, linkItem } from '#lib/testing/household';
import { updateTransaction } from '#lib/transactions/mutations';
import { BankItem } from './bank-item.ts';
import { BankLife } from './bank-life.ts';
import { MemoryRows } from './memory-rows.ts';
import { listAccounts } from './model-plaid.ts';
import { Trace } from './trace.ts';
import { World } from './world.ts';

// What the simulator proves it proves over rows in memory; this holds them against PostgreSQL.
const seedsLookedAt = 200;
const seedsCompared = 4;
const commitsPerSeed = 25;

it('rows in memory and in PostgreSQL stay the same over the same histories', async () => {
  const owner = await createHousehold();
  const histories: History[] = [];
  for (let seed = 1; seed <= seedsLookedAt; seed += 1) histories.push(await play(seed));
  histories.sort((one, other) => other.interest - one.interest);
  expect(histories[seedsCompared]?.interest).toBeGreaterThan(0);
  for (const history of histories.slice(0, seedsCompared)) {
    const item = await linkItem(owner);
    for (const [index, step] of history.steps.entries()) {
      await commit(item, step.delta);
      if (step.edit) await edit(item, step.edit);
      expect(await readRows(item), `seed ${history.seed}, commit ${index}`).toEqual(step.rows);
    }
  }
}, 180_000);

type Edit = { plaidTransactionId: string; note: string };
type Step = { delta: Delta; edit: Edit | null; rows: Described[] };
/** Interest: how often the rare writes happened, merges and aliases that move to another row. */
type History = { seed: number; steps: Step[]; interest: number };

async function play(seed: number): Promise<History> {
  const world = new World(seed, new Trace(null));
  const bank = new BankItem('bank');
  new BankLife(world, bank, () => {}).begin();
  const rows = new MemoryRows();
  const history: History = { seed, steps: [], interest: 0 };
  let cursor: string | null = null;
  while (history.steps.length < commitsPerSeed) {
    await world.timeline.runUntil(world.timeline.now + 20_000, () => false);
    if (cursor !== null && world.random.chance(0.1)) bank.invalidateCursors();
    const delta: Delta | null = await read(bank, cursor).catch(() => null);
    if (!delta) continue;
    cursor = delta.cursorAfter;
    const plan = planChanges(rows.readExisting(delta), delta, () => world.newId('row'));
    history.interest += countRareWrites(plan, rows);
    rows.apply(plan);
    const row = world.random.find(rows.live);
    const note = world.newId('note');
    if (row) rows.edit(row.id, 'note', note);
    const made = row ? { plaidTransactionId: row.plaidTransactionId, note } : null;
    history.steps.push({ delta, edit: made, rows: describe(rows) });
  }
  return history;
}

function countRareWrites(plan: Plan, rows: MemoryRows): number {
  const moved = plan.aliases.filter(({ plaidTransactionId }) =>
    rows.aliases.has(plaidTransactionId),
  );
  return moved.length * 10 + plan.merges.length;
}

function read(bank: BankItem, cursor: string | null): Promise<Delta> {
  const page = { accounts: [], requestId: 'test', status: bank.status };
  const plaid = {
    getSyncPage: async (_: string, from: string | null) => ({
      ...page,
      ...bank.readPage(from, 4, false),
    }),
    getAccounts: async () => listAccounts(bank),
  };
  const progress = { pages: 0, restarts: 0, requestId: null };
  return fetchDelta({ plaid, isStopping: () => false }, bank.accessToken, cursor, progress);
}

async function commit(ref: LinkedItem, delta: Delta): Promise<void> {
  await db().item.update({
    where: { householdId_id: { householdId: ref.householdId, id: ref.itemId } },
    data: { requestedSeq: { increment: 1 } },
  });
  const leased = await postgresStore.acquireLease(ref, 'test');
  if (!leased) throw new Error('The lease was not given.');
  const now = new Date();
  const report = { startedAt: now, finishedAt: now, pages: 1, restarts: 0, requestId: null };
  const run = { ...report, runId: newId() };
  expect(await postgresStore.commit(leased.lease, withJson(delta), run)).not.toBeNull();
  await postgresStore.releaseLease(leased.lease);
}

/** Plaid's JSON of a row says all of it; by it an update knows whether anything changed. */
function withJson(delta: Delta): Delta {
  const rows = [...delta.transactions].map(
    ([id, row]) => [id, row && { ...row, raw: JSON.stringify(row) }] as const,
  );
  return { ...delta, transactions: new Map(rows) };
}

async function edit(item: LinkedItem, made: Edit): Promise<void> {
  const { householdId, itemId } = item;
  const { plaidTransactionId, note } = made;
  const row = await db().transaction.findFirstOrThrow({
    where: { householdId, itemId, plaidTransactionId },
    select: { id: true },
  });
  await updateTransaction(item, row.id, { note });
}

type Described = {
  id: string;
  amountMinor: number;
  pending: boolean;
  removed: boolean;
  note: string | null;
  aliases: string[];
};

function describe(rows: MemoryRows): Described[] {
  const aliases = [...rows.aliases];
  return [...rows.rows.values()]
    .map(({ id, plaidTransactionId, amountMinor, pending, removed, person }) => ({
      id: plaidTransactionId,
      amountMinor,
      pending,
      removed,
      note: person.note ?? null,
      aliases: aliases.flatMap(([alias, rowId]) => (rowId === id ? [alias] : [])).sort(),
    }))
    .sort(byId);
}

async function readRows({ householdId, itemId }: LinkedItem): Promise<Described[]> {
  const rows = await db().transaction.findMany({
    where: { householdId, itemId },
    include: { aliases: true },
  });
  return rows
    .map((row) => ({
      id: row.plaidTransactionId ?? '',
      amountMinor: Number(row.amountMinor),
      pending: row.pending,
      removed: row.removedAt !== null,
      note: row.note,
      aliases: row.aliases.map((alias) => alias.plaidTransactionId).sort(),
    }))
    .sort(byId);
}

function byId(one: Described, other: Described): number {
  return one.id < other.id ? -1 : 1;
}
