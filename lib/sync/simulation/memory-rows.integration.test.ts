import { expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { type Delta, fetchDelta } from '#lib/sync/fetch-delta';
import { planChanges } from '#lib/sync/plan-changes';
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
const seeds = 4;
const commitsPerSeed = 25;

it('rows in memory and in PostgreSQL stay the same over the same histories', async () => {
  const owner = await createHousehold();
  for (let seed = 1; seed <= seeds; seed += 1) await compareHistory(seed, await linkItem(owner));
}, 60_000);

async function compareHistory(seed: number, linked: LinkedItem): Promise<void> {
  const world = new World(seed, new Trace(null));
  const bank = new BankItem('bank');
  new BankLife(world, bank, () => {}).begin();
  const memory = new MemoryRows();
  for (let commit = 0; commit < commitsPerSeed; commit += 1) {
    await world.timeline.runUntil(world.timeline.now + 20_000, () => false);
    if (bank.head === 0) continue;
    const delta = await commitToPostgres(linked, world, bank);
    memory.apply(planChanges(memory.readExisting(delta), delta, () => world.newId('row')));
    const edited = world.random.find(memory.live);
    if (edited) await edit(linked, memory, edited.plaidTransactionId, world.newId('note'));
    expect(await readPostgres(linked), `seed ${seed}, commit ${commit}`).toEqual(describe(memory));
  }
}

/** One run of the engine against the real store, from what the bank has now. */
async function commitToPostgres(ref: LinkedItem, world: World, bank: BankItem): Promise<Delta> {
  await db().item.update({
    where: { householdId_id: { householdId: ref.householdId, id: ref.itemId } },
    data: { requestedSeq: { increment: 1 } },
  });
  const leased = await postgresStore.acquireLease(ref, 'test');
  if (!leased) throw new Error('The lease was not given.');
  const { lease } = leased;
  const isLost = lease.cursor !== null && world.random.chance(0.1);
  if (isLost) bank.invalidateCursors();
  const delta = await readAll(bank, lease.cursor);
  const now = new Date();
  const report = { startedAt: now, finishedAt: now, pages: 1, restarts: 0, requestId: null };
  expect(await postgresStore.commit(lease, delta, { ...report, runId: newId() })).not.toBeNull();
  await postgresStore.releaseLease(lease);
  return delta;
}

async function readAll(bank: BankItem, cursor: string | null): Promise<Delta> {
  const { status } = bank;
  const page = { accounts: [], requestId: 'test', status };
  return fetchDelta(
    {
      plaid: {
        getSyncPage: async (_, from) => ({ ...page, ...bank.readPage(from, 4, false) }),
        getAccounts: async () => listAccounts(bank),
      },
      isStopping: () => false,
    },
    bank.accessToken,
    cursor,
    { pages: 0, restarts: 0, requestId: null },
  );
}

async function edit(
  ref: LinkedItem,
  memory: MemoryRows,
  plaidTransactionId: string,
  note: string,
): Promise<void> {
  const { householdId, itemId } = ref;
  const row = await db().transaction.findFirstOrThrow({
    where: { householdId, itemId, plaidTransactionId },
    select: { id: true },
  });
  await updateTransaction(householdId, row.id, { note });
  const held = memory.live.find((each) => each.plaidTransactionId === plaidTransactionId);
  memory.edit(held?.id ?? '', 'note', note);
}

type Described = { id: string; amount: number; pending: boolean; removed: boolean; note: string };

function describe(memory: MemoryRows): (Described & { aliases: string[] })[] {
  return [...memory.rows.values()]
    .map((row) => ({
      id: row.plaidTransactionId,
      amount: row.amountMinor,
      pending: row.pending,
      removed: row.removed,
      note: row.person.note ?? '',
      aliases: [...memory.aliases]
        .filter(([, rowId]) => rowId === row.id)
        .map(([alias]) => alias)
        .sort(),
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function readPostgres({ householdId, itemId }: LinkedItem) {
  const rows = await db().transaction.findMany({
    where: { householdId, itemId },
    include: { aliases: true },
  });
  return rows
    .map((row) => ({
      id: row.plaidTransactionId ?? '',
      amount: Number(row.amountMinor),
      pending: row.pending,
      removed: row.removedAt !== null,
      note: row.note ?? '',
      aliases: row.aliases.map((alias) => alias.plaidTransactionId).sort(),
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}
