import 'server-only';
import { requireCategory } from '#lib/categories/mutations';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import type { TransactionDetailDto, TransactionPatch } from './contract.ts';
import { getTransaction } from './queries.ts';

/**
 * Changes what the person decides about a transaction, and marks each field as theirs: from then on
 * no sync, rule or enrichment changes it, also when they set it to empty. `revert` gives fields back.
 *
 * @throws AppError not_found; invalid_input when the category is not of this household
 */
export async function updateTransaction(
  viewer: Viewer,
  transactionId: string,
  patch: TransactionPatch,
): Promise<TransactionDetailDto> {
  const { householdId } = viewer;
  const now = new Date();
  await db().$transaction(async (tx) => {
    if (patch.categoryId) await requireCategory(tx, householdId, patch.categoryId);
    const [changed] = await tx.transaction.updateManyAndReturn({
      where: {
        householdId,
        id: transactionId,
        accountId: { in: await listOpenAccounts(viewer, tx) },
        // A row the bank withdrew counts on, and can be changed, when the person keeps it.
        OR: [{ removedAt: null }, { keptAt: { not: null } }],
      },
      data: {
        ...(patch.note !== undefined && { note: patch.note || null, noteSetAt: now }),
        ...(patch.categoryId !== undefined && {
          personCategoryId: patch.categoryId,
          personCategorySetAt: now,
        }),
        ...(patch.revert?.includes('categoryId') && {
          personCategoryId: null,
          personCategorySetAt: null,
        }),
        ...(patch.reviewed !== undefined && { reviewed: patch.reviewed, reviewedSetAt: now }),
      },
      select: { itemId: true },
    });
    if (!changed) throw new AppError('not_found', 'There is no such transaction.');
    await publish(tx, householdId, ['transactions'], changed.itemId);
  });
  return getTransaction(viewer, transactionId);
}
