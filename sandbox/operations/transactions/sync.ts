import type { TransactionsSyncRequest, TransactionsSyncResponse } from 'plaid';
import { type Account, requireAccounts, toWireAccount } from '../../accounts/accounts.ts';
import { requireConsent, requireHealthyItem } from '../../items/require-item.ts';
import { filledText } from '../../plaid/fields.ts';
import { joinObject } from '../../plaid/json-text.ts';
import { defineOperation } from '../../plaid/operation.ts';
import type { Sandbox } from '../../sandbox.ts';
import { readSyncPage, syncFields } from '../../transactions/sync-page.ts';

export const transactionsSync = defineOperation<TransactionsSyncRequest, TransactionsSyncResponse>({
  path: '/transactions/sync',
  request: { access_token: filledText, ...syncFields },
  handle: (call, { access_token, ...request }) => {
    const { sandbox } = call;
    const item = requireHealthyItem(call, access_token);
    requireConsent(item, 'transactions');
    const accountId = request.options?.account_id ?? null;
    const accounts = requireAccounts(
      sandbox.db,
      item.itemId,
      accountId === null ? undefined : [accountId],
    );
    const page = readSyncPage(sandbox, item, accountId, request);
    const shown =
      page.transactions_update_status === 'NOT_READY'
        ? []
        : accounts.filter((account) => hasTransactions(sandbox, account));
    return joinObject({ ...page, accounts: shown.map(toWireAccount) });
  },
});

/** Sync shows only accounts that have transactions; an investment account, say, never does. */
function hasTransactions(sandbox: Sandbox, account: Account): boolean {
  const row = sandbox.db.get(
    'SELECT 1 FROM transactions WHERE account_id = ? AND removed = 0 LIMIT 1',
    account.account_id,
  );
  return row !== undefined;
}
