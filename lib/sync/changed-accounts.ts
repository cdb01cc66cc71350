import 'server-only';
import type { ExistingRow, Plan } from './plan-changes.ts';

/**
 * The accounts, by Plaid's id, whose rows a plan adds, removes or changes in a column that receipts
 * speak of: date, amount, currency, whether it is pending, whose it is. What else it updates leaves
 * every sum as it is.
 */
export function listChangedAccounts(
  { inserts, changes }: Pick<Plan, 'inserts' | 'changes'>,
  existing: ExistingRow[],
): Set<string> {
  const accountOf = new Map(existing.map((row) => [row.id, row.plaidAccountId]));
  const changed = new Set(inserts.map(({ row }) => row.plaidAccountId));
  for (const { transactionId, after } of changes) {
    for (const id of [accountOf.get(transactionId), after?.plaidAccountId]) if (id) changed.add(id);
  }
  return changed;
}
