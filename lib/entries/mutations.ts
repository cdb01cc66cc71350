import 'server-only';
import { lockAccounts, settleBalances } from '#lib/accounts/settle-balance';
import { holdSorting } from '#lib/categories/lock-sorting';
import { db, type Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import { applyRulesTo } from '#lib/rules/apply-rules';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { getTransaction } from '#lib/transactions/queries';
import { requestTransfers } from '#lib/transfers/request-transfers';
import type { CreateEntryInput, EntryPatch } from './contract.ts';

/** Enters a transaction into an account kept by hand. @throws AppError not_found for any other account */
export async function createEntry(
  viewer: Viewer,
  { accountId, date, amountMinor, name }: CreateEntryInput,
): Promise<TransactionDetailDto> {
  const { householdId } = viewer;
  const id = newId();
  await db().$transaction(async (tx) => {
    await holdSorting(tx, householdId);
    const account = await lockManual(tx, viewer, accountId);
    await tx.transaction.create({
      data: {
        householdId,
        id,
        accountId,
        date: new Date(date),
        amountMinor,
        currency: account.currency,
        pending: false,
        name,
      },
    });
    await applyRulesTo(tx, householdId, [id]);
    await requestTransfers(tx, householdId, [id]);
    await settle(tx, householdId, accountId);
  });
  return getTransaction(viewer, id);
}

/** @throws AppError not_found, also for a row that no person entered */
export async function updateEntry(
  viewer: Viewer,
  transactionId: string,
  { date, amountMinor, name }: EntryPatch,
): Promise<TransactionDetailDto> {
  const set = { ...(date && { date: new Date(date) }), amountMinor, name, updatedAt: new Date() };
  await changeEntry(viewer, transactionId, { removedAt: null }, set);
  return getTransaction(viewer, transactionId);
}

/** It is out of every list and sum, and can be brought back. @throws as updateEntry */
export async function deleteEntry(viewer: Viewer, transactionId: string): Promise<{ id: string }> {
  await changeEntry(viewer, transactionId, { removedAt: null }, { removedAt: new Date() });
  return { id: transactionId };
}

/** Brings back what was deleted, as it was. @throws as updateEntry */
export async function restoreEntry(
  viewer: Viewer,
  transactionId: string,
): Promise<TransactionDetailDto> {
  await changeEntry(viewer, transactionId, { removedAt: { not: null } }, { removedAt: null });
  return getTransaction(viewer, transactionId);
}

async function changeEntry(
  viewer: Viewer,
  id: string,
  state: Pick<Prisma.TransactionWhereInput, 'removedAt'>,
  data: Prisma.TransactionUpdateManyMutationInput,
): Promise<void> {
  const { householdId } = viewer;
  await db().$transaction(async (tx) => {
    const entry = await tx.transaction.findFirst({
      where: { householdId, id, itemId: null },
      select: { accountId: true },
    });
    if (!entry) throw noSuchEntry();
    await holdSorting(tx, householdId);
    await lockManual(tx, viewer, entry.accountId);
    const { count } = await tx.transaction.updateMany({
      where: { householdId, id, itemId: null, ...state },
      data,
    });
    if (count === 0) throw noSuchEntry();
    await releaseDuplicates(tx, householdId);
    await applyRulesTo(tx, householdId, [id]);
    await requestTransfers(tx, householdId, [id]);
    await settle(tx, householdId, entry.accountId);
  });
}

async function settle(tx: Tx, householdId: string, accountId: string): Promise<void> {
  await settleBalances(tx, householdId, [accountId]);
  await publish(tx, householdId, ['accounts', 'transactions']);
}

async function lockManual(tx: Tx, viewer: Viewer, accountId: string) {
  const { householdId } = viewer;
  await lockAccounts(tx, householdId, [accountId]);
  const open = await listOpenAccounts(viewer, tx);
  const account = await tx.account.findFirst({
    where: { householdId, id: open.includes(accountId) ? accountId : { in: [] }, itemId: null },
    select: { currency: true },
  });
  if (account) return account;
  throw new AppError('not_found', 'There is no such account kept by hand. Nothing was changed.');
}

function noSuchEntry(): AppError {
  return new AppError(
    'not_found',
    'There is no such transaction that was entered by hand. Nothing was changed.',
  );
}
