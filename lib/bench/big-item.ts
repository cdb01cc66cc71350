import 'server-only';
import { db } from '#lib/db/client';
import { type LinkedItem, linkItem, syncHistory, type TestHousehold } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';

/** An Item, synced, to which the bank then silently adds this many rows. */
export async function createBigItem(owner: TestHousehold, count: number): Promise<LinkedItem> {
  const item = await linkItem(owner);
  await syncHistory(item);
  await control(`/items/${item.plaidItemId}/transactions/bulk`, { count, webhook: false });
  return item;
}

/**
 * Rows per second that `run` brings into the empty table. Every way in starts on the same ground:
 * no rows, and no pages left to write.
 */
export async function timeRows(run: () => Promise<void>): Promise<number> {
  await db().$executeRaw`TRUNCATE "Transaction", "TransactionSource", "MonthSum" CASCADE`;
  await db().$executeRaw`CHECKPOINT`;
  const startedAt = performance.now();
  await run();
  const seconds = (performance.now() - startedAt) / 1_000;
  return Math.round((await db().transaction.count()) / seconds);
}
