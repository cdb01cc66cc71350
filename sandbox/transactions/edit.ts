import { type Account, listAccounts } from '../accounts/accounts.ts';
import { createId } from '../ids.ts';
import type { Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Database } from '../store/database.ts';
import { announceChanges } from './announce.ts';
import { type Change, type ChangeSummary, recordChanges } from './change-log.ts';
import { postTransaction } from './post.ts';
import { composeTransaction, type StoredTransaction } from './transaction.ts';

/** What somebody who plays the bank may say about a transaction. Plaid's names, Plaid's sign. */
interface TransactionWish {
  account_id?: string | undefined;
  amount?: number | undefined;
  date?: string | undefined;
  authorized_date?: string | null | undefined;
  name?: string | undefined;
  merchant_name?: string | null | undefined;
  check_number?: string | null | undefined;
  pending?: boolean | undefined;
  /** A detailed personal finance category. */
  category?: string | undefined;
}

export interface TransactionEdits {
  add?: TransactionWish[] | undefined;
  modify?: (TransactionWish & { transaction_id: string })[] | undefined;
  remove?: string[] | undefined;
  post?:
    | {
        transaction_id: string;
        amount?: number | undefined;
        date?: string | undefined;
        name?: string | undefined;
      }[]
    | undefined;
}

export interface EditResult extends ChangeSummary {
  posted: { pending_transaction_id: string; transaction_id: string }[];
}

/** A wish that cannot be granted: an unknown transaction or account. */
export class EditRefused extends Error {}

interface Row {
  original_description: string | null;
  body_json: string;
}

/** Rewrites the bank's books: all of the edits or none, balances included, with or without a webhook. */
export function editTransactions(
  sandbox: Sandbox,
  item: Item,
  edits: TransactionEdits,
  announce: boolean,
): EditResult {
  const { db } = sandbox;
  const accounts = listAccounts(db, item.itemId);
  return db.transaction(() => {
    const posted = (edits.post ?? []).map((wish) => composePosted(sandbox, item, wish));
    const changes: Change[] = [
      ...posted.flatMap((pair) => pair.changes),
      ...(edits.add ?? []).map((wish) => composeAdded(sandbox, accounts, wish)),
      ...(edits.modify ?? []).map((wish) => composeModified(db, item, accounts, wish)),
      ...(edits.remove ?? []).map((transactionId): Change => {
        requireRow(db, item, transactionId);
        return { kind: 'removed', transactionId };
      }),
    ];
    const summary = recordChanges(sandbox, item.itemId, changes, true);
    if (announce) {
      announceChanges(sandbox, item.itemId, summary);
    }
    return { ...summary, posted: posted.map((pair) => pair.ids) };
  });
}

function composeAdded(sandbox: Sandbox, accounts: Account[], wish: TransactionWish): Change {
  const account = wish.account_id
    ? requireAccount(accounts, wish.account_id)
    : (accounts.find(({ type }) => type === 'depository') ?? accounts[0]);
  if (!account) {
    throw new EditRefused('The Item has no account to add a transaction to.');
  }
  const date = wish.date ?? sandbox.clock.today();
  const description = wish.name ?? wish.merchant_name ?? 'PURCHASE';
  return {
    kind: 'added',
    originalDescription: description,
    transaction: composeTransaction({
      transactionId: createId(),
      accountId: account.account_id,
      amount: wish.amount ?? 12.34,
      isoCurrencyCode: account.iso_currency_code,
      unofficialCurrencyCode: account.unofficial_currency_code,
      date,
      authorizedDate: wish.authorized_date === undefined ? date : wish.authorized_date,
      description,
      pending: wish.pending ?? false,
      pendingTransactionId: null,
      merchantName: wish.merchant_name,
      checkNumber: wish.check_number,
      category: wish.category,
    }),
  };
}

/** What is not mentioned stays; a new name is enriched afresh. */
function composeModified(
  db: Database,
  item: Item,
  accounts: Account[],
  wish: TransactionWish & { transaction_id: string },
): Change {
  const { transaction: old, originalDescription } = requireRow(db, item, wish.transaction_id);
  const account = requireAccount(accounts, wish.account_id ?? old.account_id);
  const description = wish.name ?? old.name;
  const composed = composeTransaction({
    transactionId: old.transaction_id,
    accountId: account.account_id,
    amount: wish.amount ?? old.amount,
    isoCurrencyCode: account.iso_currency_code,
    unofficialCurrencyCode: account.unofficial_currency_code,
    date: wish.date ?? old.date,
    authorizedDate: wish.authorized_date === undefined ? old.authorized_date : wish.authorized_date,
    description,
    pending: wish.pending ?? old.pending,
    pendingTransactionId: old.pending_transaction_id,
    merchantName:
      wish.merchant_name === undefined && wish.name === undefined
        ? old.merchant_name
        : wish.merchant_name,
    checkNumber: wish.check_number === undefined ? old.check_number : wish.check_number,
    category:
      wish.category ??
      (wish.name === undefined ? old.personal_finance_category?.detailed : undefined),
  });
  return {
    kind: 'modified',
    originalDescription: wish.name ?? originalDescription,
    transaction: composed,
  };
}

function composePosted(
  sandbox: Sandbox,
  item: Item,
  wish: NonNullable<TransactionEdits['post']>[number],
): { changes: Change[]; ids: EditResult['posted'][number] } {
  const { transaction, originalDescription } = requireRow(sandbox.db, item, wish.transaction_id);
  if (!transaction.pending) {
    throw new EditRefused(`Transaction ${wish.transaction_id} is not pending.`);
  }
  const date = wish.date ?? sandbox.clock.today();
  const { changes, postedId } = postTransaction(transaction, originalDescription, {
    ...wish,
    date,
  });
  return {
    changes,
    ids: { pending_transaction_id: transaction.transaction_id, transaction_id: postedId },
  };
}

function requireRow(
  db: Database,
  item: Item,
  transactionId: string,
): { transaction: StoredTransaction; originalDescription: string | null } {
  const row = db.get<Row>(
    `SELECT original_description, body_json FROM transactions
     WHERE transaction_id = ? AND item_id = ? AND removed = 0`,
    transactionId,
    item.itemId,
  );
  if (!row) {
    throw new EditRefused(`The Item has no transaction ${transactionId}.`);
  }
  return {
    transaction: JSON.parse(row.body_json) as StoredTransaction,
    originalDescription: row.original_description,
  };
}

function requireAccount(accounts: Account[], accountId: string): Account {
  const account = accounts.find((candidate) => candidate.account_id === accountId);
  if (!account) {
    throw new EditRefused(`The Item has no account ${accountId}.`);
  }
  return account;
}
