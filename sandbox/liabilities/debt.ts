import type { Account } from '../accounts/accounts.ts';
import type { Database } from '../store/database.ts';
import { findStatementDay } from './credit.ts';

export interface Payment {
  amount: number;
  date: string;
}

/** What is known of a debt beside its terms. */
export interface Debt {
  accountId: string;
  mask: string;
  balance: number;
  today: string;
  /** Null where the books do not explain the balance, as those of user_good do not. */
  statementBalance: number | null;
  lastPayment: Payment | null;
}

/** The books explain the balance when posted rows move it. */
export function readDebt(
  db: Database,
  account: Account,
  today: string,
  booksExplainBalance: boolean,
): Debt {
  const balance = account.current ?? 0;
  const plain = {
    accountId: account.account_id,
    mask: account.mask ?? '0000',
    balance,
    today,
    statementBalance: null,
    lastPayment: null,
  };
  if (!booksExplainBalance) {
    return plain;
  }
  const since = sumSince(db, account.account_id, findStatementDay(today));
  return {
    ...plain,
    statementBalance: Math.round((balance - since) * 100) / 100,
    lastPayment: findLastPayment(db, account.account_id),
  };
}

/** What has been added to the debt since a day: purchases less payments. */
function sumSince(db: Database, accountId: string, date: string): number {
  const row = db.get<{ total: number | null }>(
    `SELECT sum(amount) AS total FROM transactions
     WHERE account_id = ? AND removed = 0 AND pending = 0 AND date > ?`,
    accountId,
    date,
  );
  return row?.total ?? 0;
}

function findLastPayment(db: Database, accountId: string): Payment | null {
  const row = db.get<Payment>(
    `SELECT -amount AS amount, date FROM transactions
     WHERE account_id = ? AND removed = 0 AND pending = 0 AND amount < 0 ORDER BY date DESC LIMIT 1`,
    accountId,
  );
  return row ?? null;
}
