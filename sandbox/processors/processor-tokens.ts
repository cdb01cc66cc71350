import { type Account, listAccounts } from '../accounts/accounts.ts';
import { suitsProduct } from '../accounts/product-accounts.ts';
import { createToken } from '../ids.ts';
import { findItem, type Item } from '../items/item.ts';
import { requireHealth } from '../items/require-item.ts';
import { admitProduct, noneByProduct } from '../items/require-product.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Product } from '../plaid/fields.ts';
import type { Call } from '../plaid/operation.ts';
import type { Database } from '../store/database.ts';

/** One account of an Item, lent to a partner. */
export interface ProcessorGrant {
  processorToken: string;
  item: Item;
  account: Account;
  /** What the partner may read; an empty list allows everything. */
  products: Product[];
}

interface TokenRow {
  item_id: string;
  account_id: string;
  products_json: string;
}

export function createProcessorToken(
  call: Call,
  item: Item,
  account: Account,
  processor: string,
): string {
  const processorToken = createToken('processor');
  call.sandbox.db.run(
    `INSERT INTO processor_tokens (processor_token, client_id, item_id, account_id, processor, products_json,
       created_at) VALUES (?, ?, ?, ?, ?, '[]', ?)`,
    processorToken,
    call.clientId,
    item.itemId,
    account.account_id,
    processor,
    call.sandbox.clock.now(),
  );
  return processorToken;
}

/** The account behind a token, in whatever state its login is. The token ends with the Item. */
export function requireGrant(call: Call, processorToken: string): ProcessorGrant {
  const { db } = call.sandbox;
  const row = db.get<TokenRow>(
    `SELECT item_id, account_id, products_json FROM processor_tokens
     WHERE processor_token = ? AND client_id = ?`,
    processorToken,
    call.clientId,
  );
  const item = row ? findItem(db, row.item_id) : null;
  if (!row || !item || item.removedAt !== null) {
    throw new PlaidFailure('INVALID_PROCESSOR_TOKEN');
  }
  const account = listAccounts(db, item.itemId).find(
    ({ account_id }) => account_id === row.account_id,
  );
  if (!account) {
    throw new PlaidFailure('INVALID_ACCOUNT_ID');
  }
  const products = JSON.parse(row.products_json) as Product[];
  return { processorToken, item, account, products };
}

/** Which Item a token reads, in whatever world; for faults and the request log. */
export function findGrantedItemId(db: Database, processorToken: string): string | null {
  const row = db.get<{ item_id: string }>(
    'SELECT item_id FROM processor_tokens WHERE processor_token = ?',
    processorToken,
  );
  return row?.item_id ?? null;
}

/** The account, if the partner may read the product and the account has something to say about it. */
export function requireGrantedProduct(
  call: Call,
  processorToken: string,
  product: Product,
): ProcessorGrant {
  const grant = requireGrant(call, processorToken);
  requireHealth(grant.item);
  if (grant.products.length > 0 && !grant.products.includes(product)) {
    throw new PlaidFailure('PRODUCT_NOT_ENABLED');
  }
  const item = admitProduct(call.sandbox, grant.item, product);
  if (!suitsProduct(product, grant.account)) {
    throw new PlaidFailure(noneByProduct[product] ?? 'PRODUCTS_NOT_SUPPORTED');
  }
  return { ...grant, item };
}

export function setGrantedProducts(call: Call, grant: ProcessorGrant, products: Product[]): void {
  call.sandbox.db.run(
    'UPDATE processor_tokens SET products_json = ? WHERE processor_token = ?',
    JSON.stringify(products),
    grant.processorToken,
  );
}
