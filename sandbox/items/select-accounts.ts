import { listAllAccounts } from '../accounts/accounts.ts';
import type { Sandbox } from '../sandbox.ts';
import { republishAccounts } from '../transactions/republish.ts';

/** The person changes which accounts are shared. Accounts that come in bring their history along. */
export function selectAccounts(sandbox: Sandbox, itemId: string, accountIds: string[]): void {
  sandbox.db.transaction(() => {
    const wanted = new Set(accountIds);
    const added = listAllAccounts(sandbox.db, itemId).filter(
      (account) => account.selected === 0 && wanted.has(account.account_id),
    );
    for (const account of listAllAccounts(sandbox.db, itemId)) {
      sandbox.db.run(
        'UPDATE accounts SET selected = ? WHERE account_id = ?',
        wanted.has(account.account_id) ? 1 : 0,
        account.account_id,
      );
    }
    if (added.length > 0) {
      republishAccounts(sandbox, itemId, added);
    }
  });
}
