import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';

/**
 * Keeps a row that the bank withdrew as the person's own: it is listed and counts again, and no sync
 * takes it away. Or lets it go again. The tie-out goes on without it, because the bank does.
 *
 * @throws AppError not_found, also when the bank has not withdrawn it
 */
export async function keepTransaction(
  householdId: string,
  transactionId: string,
  kept: boolean,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.transaction.updateMany({
      where: { householdId, id: transactionId, removedAt: { not: null } },
      data: { keptAt: kept ? new Date() : null },
    });
    if (count === 0) throw new AppError('not_found', 'The bank has withdrawn no such transaction.');
    await publish(tx, householdId, ['transactions']);
  });
}
