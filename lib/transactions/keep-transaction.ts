import 'server-only';
import { db } from '#lib/db/client';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import { requestTransfers } from '#lib/transfers/request-transfers';

/**
 * Keeps a row that the bank withdrew as the person's own: it is listed and counts again, and no sync
 * takes it away. Or lets it go again. The tie-out goes on without it, because the bank does.
 *
 * @throws AppError not_found, also when the bank has not withdrawn it
 */
export async function keepTransaction(
  viewer: Viewer,
  transactionId: string,
  kept: boolean,
): Promise<void> {
  const { householdId } = viewer;
  await db().$transaction(async (tx) => {
    const [changed] = await tx.transaction.updateManyAndReturn({
      where: {
        householdId,
        id: transactionId,
        accountId: { in: await listOpenAccounts(viewer, tx) },
        removedAt: { not: null },
        // What a person entered no bank withdraws.
        itemId: { not: null },
      },
      data: { keptAt: kept ? new Date() : null },
      select: { itemId: true },
    });
    if (!changed) throw new AppError('not_found', 'The bank has withdrawn no such transaction.');
    await requestTransfers(tx, householdId, [transactionId]);
    await releaseDuplicates(tx, householdId);
    const { itemId } = changed;
    const about = { itemId, transactionIds: [transactionId] };
    await publish(tx, householdId, ['transactions'], about);
  });
}
