import {
  type IncomeVerificationSourceType,
  type PlaidApi,
  Products,
  type SandboxPublicTokenCreateRequestOptions,
  type Transaction,
  type TransactionsSyncResponse,
} from 'plaid';
import { waitFor } from './test-sandbox.ts';

export interface LinkedItem {
  accessToken: string;
  itemId: string;
}

/** Links a login the short way, without Link. */
export async function linkItem(
  client: PlaidApi,
  options: SandboxPublicTokenCreateRequestOptions = {},
  products: Products[] = [Products.Transactions],
): Promise<LinkedItem> {
  const created = await client.sandboxPublicTokenCreate({
    institution_id: 'ins_109508',
    initial_products: products,
    options,
  });
  const exchanged = await client.itemPublicTokenExchange({
    public_token: created.data.public_token,
  });
  return { accessToken: exchanged.data.access_token, itemId: exchanged.data.item_id };
}

/** Links a bank whose deposits show the user's income, or the payroll of the user's employer. */
export async function linkIncome(
  client: PlaidApi,
  user_id: string,
  sources: `${IncomeVerificationSourceType}`[] = ['bank'],
  options: SandboxPublicTokenCreateRequestOptions = {},
): Promise<LinkedItem> {
  const created = await client.sandboxPublicTokenCreate({
    institution_id: 'ins_109508',
    initial_products: [Products.IncomeVerification],
    options: {
      ...options,
      income_verification: {
        income_source_types: sources as IncomeVerificationSourceType[],
        bank_income: { days_requested: 365 },
      },
    },
    user_id,
  });
  const exchanged = await client.itemPublicTokenExchange({
    public_token: created.data.public_token,
  });
  return { accessToken: exchanged.data.access_token, itemId: exchanged.data.item_id };
}

/** Waits until the whole history has been fetched. */
export async function waitForHistory(client: PlaidApi, accessToken: string): Promise<void> {
  await waitFor('HISTORICAL_UPDATE_COMPLETE', async () => {
    const { data } = await client.transactionsSync({ access_token: accessToken, count: 1 });
    return data.transactions_update_status === 'HISTORICAL_UPDATE_COMPLETE';
  });
}

export interface SyncResult {
  added: Transaction[];
  modified: Transaction[];
  removed: string[];
  cursor: string;
  pages: number;
  last: TransactionsSyncResponse;
}

/** One pass of the documented loop, from a cursor to the end. */
export async function syncAll(
  client: PlaidApi,
  accessToken: string,
  cursor = '',
  count = 500,
): Promise<SyncResult> {
  const result: Omit<SyncResult, 'last'> = {
    added: [],
    modified: [],
    removed: [],
    cursor,
    pages: 0,
  };
  for (;;) {
    const { data } = await client.transactionsSync({
      access_token: accessToken,
      cursor: result.cursor,
      count,
    });
    result.added.push(...data.added);
    result.modified.push(...data.modified);
    result.removed.push(...data.removed.map((row) => row.transaction_id));
    result.cursor = data.next_cursor;
    result.pages += 1;
    if (!data.has_more) {
      return { ...result, last: data };
    }
  }
}
