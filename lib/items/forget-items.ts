import 'server-only';
import { createHash } from 'node:crypto';
import { db, type Tx } from '#lib/db/client';

/** Plaid has said all it says of an Item long before. */
const rememberedDays = 400;

/**
 * Deletes what Plaid sent about Items that are deleted here, and remembers not to keep what it may
 * still send: by a hash, of an id that nobody can guess.
 */
export async function forgetItems(
  tx: Tx,
  householdId: string,
  items: readonly { plaidItemId: string }[],
): Promise<void> {
  const ids = items.map(({ plaidItemId }) => plaidItemId);
  const elsewhere = await tx.itemDirectory.findMany({
    where: { plaidItemId: { in: ids }, householdId: { not: householdId } },
    select: { plaidItemId: true },
  });
  const kept = new Set(elsewhere.map(({ plaidItemId }) => plaidItemId));
  const gone = ids.filter((id) => !kept.has(id));
  await tx.$executeRaw`
    DELETE FROM graphile_worker._private_jobs WHERE "payload"->>'webhookId' IN (
      SELECT "id"::text FROM "WebhookLog" WHERE "plaidItemId" = ANY(${gone}))`;
  await tx.webhookLog.deleteMany({ where: { plaidItemId: { in: gone } } });
  const data = gone.map((id) => ({ itemHash: hashItem(id) }));
  await tx.forgottenItem.createMany({ data, skipDuplicates: true });
}

/** Whether an Item was here and was deleted with all its history. */
export async function isForgotten(
  tx: Pick<Tx, 'forgottenItem'>,
  plaidItemId: string,
): Promise<boolean> {
  const count = await tx.forgottenItem.count({ where: { itemHash: hashItem(plaidItemId) } });
  return count > 0;
}

/** Returns how many it forgot to have forgotten. */
export function deleteOldForgottenItems(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "ForgottenItem"
    WHERE "forgottenAt" < now() - make_interval(days => ${rememberedDays})`;
}

function hashItem(plaidItemId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(plaidItemId).digest());
}
