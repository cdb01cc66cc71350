import 'server-only';
import { lockAccounts, settleBalances } from '#lib/accounts/settle-balance';
import { holdSorting } from '#lib/categories/lock-sorting';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { toSafeNumber } from '#lib/money/minor';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import { applyRulesTo } from '#lib/rules/apply-rules';
import type { ChangedTransactionDto, TransactionDetailDto } from '#lib/transactions/contract';
import { getTransaction } from '#lib/transactions/queries';
import { requestTransfers } from '#lib/transfers/request-transfers';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { CreateEntryInput, EntryPatch } from './contract.ts';
import type { EntryBefore } from './entry-before.ts';

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
  patch: EntryPatch,
): Promise<ChangedTransactionDto> {
  const undoStepId = await changeEntry(viewer, transactionId, async (tx) => {
    const before = await writeFields(tx, viewer.householdId, transactionId, patch);
    if (!before) throw noSuchEntry();
    return keepStep(tx, viewer, { kind: 'entry_change', before });
  });
  return { ...(await getTransaction(viewer, transactionId)), undoStepId };
}

/** Gives each changed field back that is still as the change left it. */
export async function undoEntryChange(
  tx: Tx,
  householdId: string,
  { id, former, left }: EntryBefore,
): Promise<void> {
  await holdSorting(tx, householdId);
  const entry = await tx.transaction.findFirst({
    where: { householdId, id },
    select: { accountId: true },
  });
  if (!entry) return;
  await lockAccounts(tx, householdId, [entry.accountId]);
  const now = await readFields(tx, householdId, id);
  const standing = fieldNames.filter((field) => now && field in left && now[field] === left[field]);
  const back = Object.fromEntries(standing.map((field) => [field, former[field]]));
  await writeFields(tx, householdId, id, back);
  await settleEntry(tx, householdId, { id, accountId: entry.accountId });
}

const fieldNames = ['date', 'amountMinor', 'name'] as const satisfies (keyof EntryPatch)[];

async function readFields(
  tx: Tx,
  householdId: string,
  id: string,
): Promise<Required<EntryPatch> | null> {
  const row = await tx.transaction.findFirst({
    where: { householdId, id, itemId: null, removedAt: null },
    select: { date: true, amountMinor: true, name: true },
  });
  return (
    row && {
      date: row.date.toISOString().slice(0, 10),
      amountMinor: toSafeNumber(row.amountMinor),
      name: row.name ?? '',
    }
  );
}

/** @returns how the written fields were; null where there is no such entry */
async function writeFields(
  tx: Tx,
  householdId: string,
  id: string,
  { date, amountMinor, name }: EntryPatch,
): Promise<EntryBefore | null> {
  const former = await readFields(tx, householdId, id);
  if (!former) return null;
  const left = Object.fromEntries(
    Object.entries({ date, amountMinor, name }).filter(([, value]) => value !== undefined),
  );
  await tx.transaction.updateMany({
    where: { householdId, id, itemId: null, removedAt: null },
    data: { ...(date && { date: new Date(date) }), amountMinor, name, updatedAt: new Date() },
  });
  return { id, former, left };
}

/** It is out of every list and sum, and can be brought back. @throws as updateEntry */
export async function deleteEntry(viewer: Viewer, transactionId: string): Promise<{ id: string }> {
  await setRemoved(viewer, transactionId, true);
  return { id: transactionId };
}

/** Brings back what was deleted, as it was. @throws as updateEntry */
export async function restoreEntry(
  viewer: Viewer,
  transactionId: string,
): Promise<TransactionDetailDto> {
  await setRemoved(viewer, transactionId, false);
  return getTransaction(viewer, transactionId);
}

function setRemoved(viewer: Viewer, id: string, removed: boolean): Promise<void> {
  return changeEntry(viewer, id, async (tx) => {
    const { count } = await tx.transaction.updateMany({
      where: {
        householdId: viewer.householdId,
        id,
        itemId: null,
        removedAt: removed ? null : { not: null },
      },
      data: { removedAt: removed ? new Date() : null },
    });
    if (count === 0) throw noSuchEntry();
  });
}

async function changeEntry<Result>(
  viewer: Viewer,
  id: string,
  write: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    const entry = await tx.transaction.findFirst({
      where: { householdId, id, itemId: null },
      select: { accountId: true },
    });
    if (!entry) throw noSuchEntry();
    await holdSorting(tx, householdId);
    await lockManual(tx, viewer, entry.accountId);
    const result = await write(tx);
    await settleEntry(tx, householdId, { id, accountId: entry.accountId });
    return result;
  });
}

async function settleEntry(
  tx: Tx,
  householdId: string,
  { id, accountId }: { id: string; accountId: string },
): Promise<void> {
  await releaseDuplicates(tx, householdId);
  await applyRulesTo(tx, householdId, [id]);
  await requestTransfers(tx, householdId, [id]);
  await settle(tx, householdId, accountId);
}

async function settle(tx: Tx, householdId: string, accountId: string): Promise<void> {
  await settleBalances(tx, householdId, [accountId]);
  await publish(tx, householdId, ['accounts', 'transactions'], { accountIds: [accountId] });
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
