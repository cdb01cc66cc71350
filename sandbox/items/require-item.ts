import { PlaidFailure } from '../plaid/failure.ts';
import type { Product } from '../plaid/fields.ts';
import type { Call } from '../plaid/operation.ts';
import type { Database } from '../store/database.ts';
import { isConsented } from './consent.ts';
import { findItem, type Item } from './item.ts';

const tokenShape = /^access-(sandbox|development|production)-[0-9a-f-]{36}$/;

/** The Item behind an access token of this client, whatever state its login is in. */
export function requireItem(call: Call, accessToken: string): Item {
  const environment = accessToken.match(tokenShape)?.[1];
  if (!environment) {
    throw new PlaidFailure('INVALID_ACCESS_TOKEN', {
      message:
        'provided access token is in an invalid format. expected format: access-<environment>-<identifier>',
    });
  }
  if (environment !== 'sandbox') {
    throw new PlaidFailure('INVALID_ACCESS_TOKEN', {
      message: `provided access token is for the wrong Plaid environment. expected "sandbox", got "${environment}"`,
    });
  }
  const itemId = findItemId(call.sandbox.db, accessToken, call.clientId);
  const item = itemId === null ? null : findItem(call.sandbox.db, itemId);
  if (!item) {
    throw new PlaidFailure('INVALID_ACCESS_TOKEN');
  }
  if (item.removedAt !== null) {
    throw new PlaidFailure('ITEM_NOT_FOUND');
  }
  return item;
}

/** The Item, if its login works: what every call that needs the bank asks for. */
export function requireHealthyItem(call: Call, accessToken: string): Item {
  const item = requireItem(call, accessToken);
  requireHealth(item);
  return item;
}

export function requireHealth(item: Item): void {
  if (item.errorCode !== null) {
    throw new PlaidFailure(item.errorCode);
  }
}

/** Refuses a product the person has not agreed to. */
export function requireConsent(item: Item, product: Product): void {
  if (!isConsented(item.consentedScopes, product)) {
    throw new PlaidFailure('ADDITIONAL_CONSENT_REQUIRED', {
      message: `client does not have user consent to access the PRODUCT_${product.toUpperCase()} product`,
    });
  }
}

/** Which Item a token belongs to; `clientId` null looks in every world (for faults and the request log). */
export function findItemId(
  db: Database,
  accessToken: string,
  clientId: string | null,
): string | null {
  const row = db.get<{ item_id: string; client_id: string }>(
    'SELECT item_id, client_id FROM access_tokens WHERE access_token = ? AND invalidated_at IS NULL',
    accessToken,
  );
  return row && (clientId === null || row.client_id === clientId) ? row.item_id : null;
}
