import 'server-only';
import type { Viewer } from '#lib/privacy/viewer';
import { changeTransactions } from './change-transactions.ts';
import type { ChangedTransactionDto, TransactionPatch } from './contract.ts';
import { getTransaction } from './queries.ts';

/**
 * Changes what the person decides about one transaction.
 *
 * @throws AppError not_found; invalid_input when the category is not of this household
 */
export async function updateTransaction(
  viewer: Viewer,
  transactionId: string,
  patch: TransactionPatch,
): Promise<ChangedTransactionDto> {
  const { undoStepId } = await changeTransactions(
    viewer,
    { transactionIds: [transactionId] },
    patch,
  );
  return { ...(await getTransaction(viewer, transactionId)), undoStepId };
}
