import 'server-only';
import { installationLog, recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { ItemRef } from '#lib/sync/ports';
import { requestSync } from '#lib/sync/request-sync';

/**
 * An operator wants somebody's connection synced now; that they did is written down.
 *
 * @throws AppError not_found; item_disconnected when nothing is asked of it any more
 */
export async function syncConnection(itemId: string): Promise<{ itemId: string }> {
  return db().$transaction(async (tx) => {
    const [ref] = await tx.$queryRaw<ItemRef[]>`
      SELECT "householdId", "itemId" FROM "ItemDirectory" WHERE "itemId" = ${itemId}::uuid`;
    if (!ref) throw new AppError('not_found', 'There is no connection of that id.');
    if (!(await requestSync(tx, ref, 'person'))) {
      throw new AppError(
        'item_disconnected',
        'Nothing is asked of this connection any more: it was stopped, or is being disconnected.',
      );
    }
    await publish(tx, ref.householdId, ['items'], itemId);
    await recordAudit(tx, installationLog, {
      kind: 'connection_handled',
      details: { act: 'sync', itemId },
    });
    return { itemId };
  });
}
