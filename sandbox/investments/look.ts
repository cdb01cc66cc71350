import { listAccounts } from '../accounts/accounts.ts';
import { suitsProduct } from '../accounts/product-accounts.ts';
import { addDays } from '../dates.ts';
import type { Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import type { WebhookBody } from '../webhooks/bodies.ts';
import { readPortfolio } from './holdings.ts';
import { listInvestmentRows } from './transactions.ts';

interface Seen {
  /** Quantity and price by account and security. */
  holdings: Record<string, string>;
  /** The last day whose books have been read. */
  through: string;
}

/** Compares the investment accounts with what the last look saw. */
export function lookAtInvestments(
  sandbox: Sandbox,
  item: Item,
  before: Seen | null,
  announceHistory: boolean,
): { seen: Seen; webhooks: WebhookBody[] } {
  const accounts = listAccounts(sandbox.db, item.itemId).filter((account) =>
    suitsProduct('investments', account),
  );
  const holdings: Record<string, string> = {};
  for (const holding of readPortfolio(item, accounts).holdings) {
    const key = `${holding.account_id} ${holding.security_id}`;
    holdings[key] = `${holding.quantity} ${holding.institution_price}`;
  }
  const known = before?.holdings ?? {};
  const keys = Object.keys(holdings);
  const isNew = (key: string) => known[key] === undefined;
  const today = sandbox.clock.today();
  const from = before ? addDays(before.through, 1) : '0001-01-01';
  return {
    seen: { holdings, through: today },
    webhooks: [
      ...composeHoldings(
        keys.filter(isNew).length,
        keys.filter((key) => !isNew(key) && known[key] !== holdings[key]).length,
      ),
      ...composeTransactions(
        listInvestmentRows(sandbox, item, accounts, from, today).length,
        before === null && announceHistory,
      ),
    ],
  };
}

function composeHoldings(added: number, updated: number): WebhookBody[] {
  return added + updated === 0
    ? []
    : [
        {
          webhook_type: 'HOLDINGS',
          webhook_code: 'DEFAULT_UPDATE',
          error: null,
          new_holdings: added,
          updated_holdings: updated,
        },
      ];
}

/** The history is announced even when it is empty: somebody waits for it. */
function composeTransactions(added: number, isHistory: boolean): WebhookBody[] {
  const counts = {
    error: null,
    new_investments_transactions: added,
    cancelled_investments_transactions: 0,
  };
  if (isHistory) {
    return [
      { webhook_type: 'INVESTMENTS_TRANSACTIONS', webhook_code: 'HISTORICAL_UPDATE', ...counts },
    ];
  }
  return added === 0
    ? []
    : [{ webhook_type: 'INVESTMENTS_TRANSACTIONS', webhook_code: 'DEFAULT_UPDATE', ...counts }];
}
