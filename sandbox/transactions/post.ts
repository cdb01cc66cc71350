import { deriveId } from '../ids.ts';
import type { Change } from './change-log.ts';
import type { StoredTransaction } from './transaction.ts';

/**
 * A pending transaction posts: the pending row is removed and a posted one, with an id of its own, points
 * back at it. What is paid may differ from what was held (a tip), so amount and name may be given.
 */
export function postTransaction(
  pending: StoredTransaction,
  originalDescription: string | null,
  posted: { date: string; amount?: number | undefined; name?: string | undefined },
): { changes: Change[]; postedId: string } {
  const postedId = deriveId(pending.transaction_id, 'posted');
  const changes: Change[] = [
    { kind: 'removed', transactionId: pending.transaction_id },
    {
      kind: 'added',
      originalDescription: posted.name ?? originalDescription,
      transaction: {
        ...pending,
        transaction_id: postedId,
        pending_transaction_id: pending.transaction_id,
        pending: false,
        authorized_date: pending.authorized_date ?? pending.date,
        date: posted.date,
        amount: posted.amount ?? pending.amount,
        name: posted.name ?? pending.name,
      },
    },
  ];
  return { changes, postedId };
}
