import { listAccounts } from '../accounts/accounts.ts';
import { suitsProduct } from '../accounts/product-accounts.ts';
import type { Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import type { WebhookBody } from '../webhooks/bodies.ts';
import { readLiabilities } from './liabilities.ts';

/** The printed value of every field, by account. */
type Seen = Record<string, Record<string, string>>;

/** Interest that grows by the day is no news. */
const quietFields = ['outstanding_interest_amount'];

/** Compares what is owed with what the last look saw. */
export function lookAtLiabilities(
  sandbox: Sandbox,
  item: Item,
  before: Seen | null,
): { seen: Seen; webhooks: WebhookBody[] } {
  const accounts = listAccounts(sandbox.db, item.itemId).filter((account) =>
    suitsProduct('liabilities', account),
  );
  const seen = printLiabilities(sandbox, item, accounts);
  const added: string[] = [];
  const updated: Record<string, string[]> = {};
  for (const [accountId, fields] of Object.entries(seen)) {
    const known = before?.[accountId];
    if (!known) {
      added.push(accountId);
      continue;
    }
    const changed = Object.keys(fields).filter((field) => fields[field] !== known[field]);
    if (changed.length > 0) {
      updated[accountId] = changed;
    }
  }
  const hasNews = added.length + Object.keys(updated).length > 0;
  const news: WebhookBody = {
    webhook_type: 'LIABILITIES',
    webhook_code: 'DEFAULT_UPDATE',
    error: null,
    account_ids_with_new_liabilities: added,
    account_ids_with_updated_liabilities: updated,
  };
  return { seen, webhooks: hasNews ? [news] : [] };
}

function printLiabilities(
  sandbox: Sandbox,
  item: Item,
  accounts: ReturnType<typeof listAccounts>,
): Seen {
  const { credit, mortgage, student } = readLiabilities(sandbox, item, accounts);
  const all = [...(credit ?? []), ...(mortgage ?? []), ...(student ?? [])];
  return Object.fromEntries(
    all.map(({ account_id, ...fields }) => [
      account_id ?? '',
      Object.fromEntries(
        Object.entries(fields)
          .filter(([field]) => !quietFields.includes(field))
          .map(([field, value]) => [field, JSON.stringify(value)]),
      ),
    ]),
  );
}
