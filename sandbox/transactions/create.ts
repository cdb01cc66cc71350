import type { CustomSandboxTransaction } from 'plaid';
import { listAccounts } from '../accounts/accounts.ts';
import { addDays } from '../dates.ts';
import { createId } from '../ids.ts';
import type { Item } from '../items/item.ts';
import { openBankUser } from '../items/open-bank-user.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
import { announceChanges } from './announce.ts';
import { recordChanges } from './change-log.ts';
import { toChange } from './publish.ts';

const maxPerCall = 10;
const reachDays = 14;

/** `/sandbox/transactions/create`: posted rows on the depository account of the dynamic user. */
export function createSandboxTransactions(
  sandbox: Sandbox,
  item: Item,
  transactions: CustomSandboxTransaction[],
): void {
  if (!openBankUser(item).evolves) {
    refuse('Transactions can be created only for Items of user_transactions_dynamic.');
  }
  if (transactions.length > maxPerCall) {
    refuse('The request contains too many transactions.');
  }
  const today = sandbox.clock.today();
  const earliest = addDays(today, -reachDays);
  for (const row of transactions) {
    const isWithin = row.date_transacted >= earliest && row.date_posted <= today;
    if (!isWithin || row.date_posted < row.date_transacted) {
      refuse(
        'Both dates must lie within the last 14 days, and a transaction cannot post before it is made.',
      );
    }
  }
  const account = listAccounts(sandbox.db, item.itemId).find(({ type }) => type === 'depository');
  if (!account) {
    throw new PlaidFailure('NO_ACCOUNTS');
  }
  const changes = transactions.map((row) =>
    toChange(item, account, {
      key: createId(),
      accountKey: account.account_key,
      date: row.date_posted,
      authorizedDate: row.date_transacted,
      amount: row.amount,
      description: row.description,
      pending: false,
    }),
  );
  sandbox.db.transaction(() => {
    announceChanges(sandbox, item.itemId, recordChanges(sandbox, item.itemId, changes, true));
  });
}

function refuse(message: string): never {
  throw new PlaidFailure('INVALID_FIELD', { message, display: message, showStatus: true });
}
