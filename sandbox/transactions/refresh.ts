import { listAccounts } from '../accounts/accounts.ts';
import { createErrand } from '../bank/dynamic-user.ts';
import type { Item } from '../items/item.ts';
import { openBankUser } from '../items/open-bank-user.ts';
import { createRandom } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Database } from '../store/database.ts';
import { announceChanges } from './announce.ts';
import { type Change, recordChanges } from './change-log.ts';
import { postTransaction } from './post.ts';
import { publishRows, toChange } from './publish.ts';
import type { StoredTransaction } from './transaction.ts';

interface Row {
  original_description: string | null;
  body_json: string;
}

/**
 * Looks at the bank now. Some personas have bought something. user_transactions_dynamic always has news: what
 * was pending has posted, a few new purchases are pending, and one earlier amount has grown by a dollar.
 */
export function refreshTransactions(sandbox: Sandbox, item: Item): void {
  const user = openBankUser(item);
  const today = sandbox.clock.today();
  if (!user.evolves) {
    const news = publishRows(sandbox, item, user.newsOnRefresh(today), true);
    announceChanges(sandbox, item.itemId, news);
    return;
  }
  const random = createRandom(`${item.seed}.refresh.${item.lastSeq}`);
  const changes: Change[] = listRows(sandbox.db, item.itemId, true).flatMap(
    (row) => postTransaction(read(row), row.original_description, { date: today }).changes,
  );
  const accounts = listAccounts(sandbox.db, item.itemId);
  for (let index = 0; index < random.int(2, 4); index += 1) {
    const errand = createErrand(random, `refresh.${item.lastSeq}.${index}`, today);
    const account = accounts.find((candidate) => candidate.account_key === errand.accountKey);
    if (account) {
      changes.push(toChange(item, account, errand));
    }
  }
  changes.push(...raiseOneAmount(sandbox.db, item, random.int(0, 1_000_000)));
  sandbox.db.transaction(() => {
    announceChanges(sandbox, item.itemId, recordChanges(sandbox, item.itemId, changes, true));
  });
}

function raiseOneAmount(db: Database, item: Item, choice: number): Change[] {
  const posted = listRows(db, item.itemId, false);
  const row = posted[choice % Math.max(1, posted.length)];
  if (!row) {
    return [];
  }
  const transaction = read(row);
  const amount = Math.round((transaction.amount + 1) * 100) / 100;
  return [
    {
      kind: 'modified',
      transaction: { ...transaction, amount },
      originalDescription: row.original_description,
    },
  ];
}

/** The latest rows of one kind; a bank does not change its older books. */
function listRows(db: Database, itemId: string, pending: boolean): Row[] {
  return db.all<Row>(
    `SELECT original_description, body_json FROM transactions
     WHERE item_id = ? AND removed = 0 AND pending = ? ORDER BY date DESC, changed_seq DESC LIMIT 100`,
    itemId,
    pending ? 1 : 0,
  );
}

function read(row: Row): StoredTransaction {
  return JSON.parse(row.body_json) as StoredTransaction;
}
