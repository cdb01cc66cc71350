import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { disconnectItem } from '#lib/items/disconnect-item';
import { markItemRepaired, requestItemSync } from '#lib/items/request-item-sync';
import { enqueue } from '#lib/jobs/enqueue';
import { control } from '#lib/testing/sandbox';
import { keepTransaction } from '#lib/transactions/keep-transaction';
import { updateTransaction } from '#lib/transactions/mutations';
import { type Bank, toUnits } from './bank.ts';
import type { Command, CommandName } from './commands.ts';
import type { World } from './world.ts';

/** More would crowd out those of other sequences. */
const faultLimit = 6;
/** A page is held for so long while the bank goes on. */
const slowPageMs = 250;

/** Does one thing; nothing, where there is nothing that it could be done to. */
export function perform(world: World, command: Command): Promise<void> {
  const run = performers[command.do] as (world: World, command: Command) => Promise<void>;
  return run(world, command);
}

const performers: { [Name in CommandName]: (world: World, c: Command<Name>) => Promise<void> } = {
  bankAdds: (world, { item, announced, ...wish }) =>
    onBank(world, item, (bank) => bank.edit({ add: [newRow(bank, wish)] }, announced)),

  bankChanges: (world, { item, row, minor, daysAgo, announced }) =>
    onBank(world, item, async (bank) => {
      const changed = pick(bank.rows, row);
      if (!changed) return;
      const amount = toUnits(minor, changed.iso_currency_code);
      const { transaction_id } = changed;
      await bank.edit({ modify: [{ transaction_id, amount, date: day(daysAgo) }] }, announced);
    }),

  bankRemoves: (world, { item, row, announced }) =>
    onBank(world, item, async (bank) => {
      const removed = pick(bank.rows, row);
      if (removed) await bank.edit({ remove: [removed.transaction_id] }, announced);
    }),

  bankPosts: (world, { item, row, minor, linked, announced }) =>
    onBank(world, item, async (bank) => {
      const pending = pick(
        bank.rows.filter((each) => each.pending),
        row,
      );
      if (!pending) return;
      const { transaction_id, account_id, iso_currency_code } = pending;
      const amount = minor === null ? pending.amount : toUnits(minor, iso_currency_code);
      const edit = linked
        ? { post: [{ transaction_id, amount }] }
        : { remove: [transaction_id], add: [{ account_id, amount }] };
      await bank.edit(edit, announced);
    }),

  // Within a second, so that the webhooks are the same to the last byte.
  bankHurries: (world, { item, minors }) =>
    onBank(world, item, async (bank) => {
      for (const minor of minors) {
        const wish = { account: 0, minor, daysAgo: 0, pending: false };
        await bank.edit({ add: [newRow(bank, wish)] }, true);
      }
    }),

  bankMovesWhilePaged: (world, { item, rows, minor }) =>
    onBank(world, item, async (bank) => {
      const wish = { account: 0, minor, daysAgo: 0, pending: false };
      await bank.edit({ add: Array.from({ length: rows }, () => newRow(bank, wish)) }, false);
      await strike(bank, { path: '/transactions/sync', after: 1, delayMs: slowPageMs });
      await ask(bank);
      await sleep(slowPageMs / 2);
      await bank.edit({ remove: [bank.rows[0]?.transaction_id] }, true);
    }),

  apiFails: (world, { item, path, how, after, times }) =>
    onBank(world, item, (bank) => strike(bank, { path, after, times, ...how })),

  webhooksSuffer: async (world, { do: _, ...weather }) => {
    world.line.weather = { ...weather, delaysMs: [...weather.delaysMs] };
  },

  loginBreaks: (world, { item }) =>
    onBank(world, item, (bank) =>
      control(`/items/${bank.item.plaidItemId}/login`, { state: 'required' }),
    ),

  loginIsRepaired: (world, { item, here }) =>
    onBank(world, item, async (bank) => {
      await control(`/items/${bank.item.plaidItemId}/login`, { state: 'repaired' });
      const { head, item: ref } = bank;
      if (!here) return;
      await markItemRepaired(ref, ref.itemId);
      bank.toldOf(head);
    }),

  cursorIsForeign: (world, { item }) =>
    onBank(world, item, async ({ item: { householdId, itemId } }) => {
      const foreign = JSON.stringify([1, 'another Item', null, 0, 1, 1, null]);
      await db().item.updateMany({
        where: { householdId, id: itemId, transactionsCursor: { not: null } },
        data: { transactionsCursor: Buffer.from(foreign).toString('base64') },
      });
    }),

  personEdits: (world, { item, row, patch }) =>
    onBank(world, item, async (bank) => {
      const { householdId } = bank.item;
      const found = await findRow(bank, row, false);
      if (!found) return;
      const categories = 'category' in patch ? await listCategories(householdId) : [];
      const { category, ...rest } = { category: undefined, ...patch };
      const chosen =
        category == null ? null : (categories[category % categories.length]?.id ?? null);
      const given = { ...rest, ...(category !== undefined && { categoryId: chosen }) };
      const done = await unlessGone(updateTransaction(bank.item, found.id, given));
      if (!done) return;
      const { note, ...others } = { note: undefined, ...rest };
      world.ledger.note(found.id, bank, found.plaidTransactionId, {
        ...others,
        ...(note !== undefined && { note: note || null }),
        ...(category !== undefined && { personCategoryId: chosen }),
      });
    }),

  personKeeps: (world, { item, row, kept }) =>
    onBank(world, item, async (bank) => {
      const found = await findRow(bank, row, true);
      if (!found) return;
      const done = await unlessGone(keepTransaction(bank.item, found.id, kept));
      if (done) world.ledger.note(found.id, bank, found.plaidTransactionId, { kept });
    }),

  personAsks: (world, { item }) => onBank(world, item, ask),

  personLinks: (world, { household }) => world.link(household),

  personLeaves: (world, { item, history, trouble }) =>
    onBank(world, item, async (bank) => {
      if (trouble) await strike(bank, { path: '/item/remove', ...trouble });
      bank.left = history;
      await disconnectItem(bank.item, bank.item.itemId, { history });
    }),

  sweepRuns: () => enqueue(db(), 'sweep', {}, { key: 'sweep:sequence' }),

  workerDies: async ({ crew }, { at }) => (at === null ? crew.killOne() : crew.killAt(at)),

  workerStands: async ({ crew }, { at }) => crew.pauseAt(at),

  timePasses: (_, { ms }) => sleep(ms),
};

async function onBank(
  world: World,
  index: number,
  act: (bank: Bank) => Promise<unknown>,
): Promise<void> {
  const bank = world.pickBank(index);
  if (bank) await act(bank);
}

async function ask(bank: Bank): Promise<void> {
  const { head, item } = bank;
  await requestItemSync(item, item.itemId);
  bank.toldOf(head);
}

async function strike(bank: Bank, fault: object): Promise<void> {
  if (bank.faults >= faultLimit) return;
  bank.faults += 1;
  await control('/faults', { ...fault, itemId: bank.item.plaidItemId });
}

type Wish = { account: number; minor: number; daysAgo: number; pending: boolean };

function newRow(bank: Bank, { account: index, minor, daysAgo, pending }: Wish) {
  const account = pick(bank.accounts, index);
  if (!account) throw new Error('The bank has no account.');
  const amount = toUnits(minor, account.balances.iso_currency_code);
  return { account_id: account.account_id, amount, date: day(daysAgo), pending };
}

function day(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
}

function pick<Each>(list: Each[], index: number): Each | undefined {
  return list[index % list.length];
}

/** A row that the person sees, or one that the bank withdrew. */
async function findRow({ item }: Bank, index: number, removed: boolean) {
  const rows = await db().transaction.findMany({
    where: {
      householdId: item.householdId,
      itemId: item.itemId,
      removedAt: removed ? { not: null } : null,
    },
    select: { id: true, plaidTransactionId: true },
    orderBy: { id: 'desc' },
    take: 60,
  });
  const { id, plaidTransactionId } = pick(rows, index) ?? {};
  return id && plaidTransactionId ? { id, plaidTransactionId } : null;
}

/** False when the row went away while the person looked at it. */
async function unlessGone(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}
