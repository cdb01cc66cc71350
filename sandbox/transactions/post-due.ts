import type { BankPosting } from '../bank/bank-user.ts';
import { deriveId } from '../ids.ts';
import type { Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import { type ChangeSummary, recordChanges } from './change-log.ts';
import { postTransaction } from './post.ts';
import type { StoredTransaction } from './transaction.ts';

interface Row {
  original_description: string | null;
  body_json: string;
}

/** Posts the pending rows whose day has come, unless something else has become of them meanwhile. */
export function postDue(
  sandbox: Sandbox,
  item: Item,
  postings: BankPosting[],
  moveBalances: boolean,
): ChangeSummary {
  const changes = postings.flatMap(({ key, date }) => {
    const row = sandbox.db.get<Row>(
      `SELECT original_description, body_json FROM transactions
       WHERE transaction_id = ? AND removed = 0 AND pending = 1`,
      deriveId(item.itemId, 'transaction', key),
    );
    return row
      ? postTransaction(JSON.parse(row.body_json) as StoredTransaction, row.original_description, {
          date,
        }).changes
      : [];
  });
  return recordChanges(sandbox, item.itemId, changes, moveBalances);
}
