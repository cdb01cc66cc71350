import { db } from '#lib/db/client';
import { runTransfers } from '#lib/transfers/request-transfers';
import { type LinkedItem, syncOnce, type TestHousehold } from './household.ts';
import { book } from './sync-rows.ts';

export type TestAccount = { id: string; plaidId: string };

/** The accounts of a linked bank by what kind they are. */
export async function readAccountsByKind(item: LinkedItem): Promise<Map<string, TestAccount>> {
  const accounts = await db().account.findMany({
    where: { householdId: item.householdId, itemId: item.itemId },
    select: { id: true, plaidAccountId: true, subtype: true },
  });
  return new Map(
    accounts.map(({ id, plaidAccountId, subtype }) => [
      subtype ?? '',
      { id, plaidId: plaidAccountId ?? '' },
    ]),
  );
}

export const leaving = { category: 'TRANSFER_OUT_ACCOUNT_TRANSFER', name: 'Transfer to savings' };
export const arriving = {
  category: 'TRANSFER_IN_ACCOUNT_TRANSFER',
  name: 'Transfer from checking',
};

/** What the bank books, synced and settled. Plaid's sign: positive leaves. */
export async function bookIn(
  item: LinkedItem,
  account: TestAccount,
  fields: Record<string, unknown>,
): Promise<{ id: string; plaidId: string }> {
  const booked = await book(item, { account_id: account.plaidId, ...fields });
  await settleAsked(item);
  return booked;
}

/** A sync, and what a worker does after it. */
export async function syncAndSettle(item: LinkedItem): Promise<void> {
  await syncOnce(item);
  await settleAsked(item);
}

/** Does what waits to be settled in a household, as a worker would. */
export async function settleAsked({ householdId }: Pick<TestHousehold, 'householdId'>) {
  const jobs = await db().$queryRaw<{ payload: { transactionIds: string[] | null } }[]>`
    WITH jobs AS (
      SELECT p."id", p."payload" FROM graphile_worker._private_jobs p
      JOIN graphile_worker._private_tasks t ON t."id" = p."task_id"
      WHERE t."identifier" = 'settle-transfers' AND p."payload"->>'householdId' = ${householdId}
      ORDER BY p."id"
    ), gone AS (
      DELETE FROM graphile_worker._private_jobs p USING jobs WHERE p."id" = jobs."id"
    )
    SELECT "payload" FROM jobs`;
  for (const { payload } of jobs) {
    await runTransfers({ householdId, transactionIds: payload.transactionIds });
  }
}
