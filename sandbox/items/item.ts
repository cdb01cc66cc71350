import type { ItemAuthMethod, TransactionsUpdateStatus } from 'plaid';
import { type ErrorCode, isErrorCode } from '../plaid/error-catalogue.ts';
import type { Product } from '../plaid/fields.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Database } from '../store/database.ts';
import type { DataScope } from './consent.ts';

type TransactionsStatus = Wire<TransactionsUpdateStatus>;
export type AuthMethod = Wire<ItemAuthMethod>;

export interface Item {
  itemId: string;
  clientId: string;
  /** Empty for an account that was linked by its numbers, without a bank's login. */
  institutionId: string;
  /** Whose Item it is, when it was linked in the name of a user. */
  userId: string | null;
  username: string;
  password: string;
  seed: string;
  webhook: string | null;
  products: Product[];
  consentedScopes: DataScope[];
  errorCode: ErrorCode | null;
  createdAt: number;
  removedAt: number | null;
  daysRequested: number;
  historyStart: string | null;
  historyEnd: string | null;
  transactionsStatus: TransactionsStatus | null;
  syncCalled: boolean;
  filledThrough: string | null;
  lastSeq: number;
  lastSuccessfulUpdate: number | null;
  lastFailedUpdate: number | null;
  lastWebhookAt: number | null;
  lastWebhookCode: string | null;
  consentExpiresAt: number | null;
  authMethod: AuthMethod | null;
}

interface ItemRow {
  item_id: string;
  client_id: string;
  institution_id: string;
  user_id: string | null;
  username: string;
  password: string;
  seed: string;
  webhook: string | null;
  products_json: string;
  consented_scopes_json: string;
  error_code: string | null;
  created_at: number;
  removed_at: number | null;
  days_requested: number;
  history_start: string | null;
  history_end: string | null;
  transactions_status: TransactionsStatus | null;
  sync_called: number;
  filled_through: string | null;
  last_seq: number;
  last_successful_update: number | null;
  last_failed_update: number | null;
  last_webhook_at: number | null;
  last_webhook_code: string | null;
  consent_expires_at: number | null;
  auth_method: AuthMethod | null;
}

export function findItem(db: Database, itemId: string): Item | null {
  const row = db.get<ItemRow>('SELECT * FROM items WHERE item_id = ?', itemId);
  return row ? toItem(row) : null;
}

/** The Items of all clients that still exist, newest first. */
export function listItems(db: Database, limit: number): Item[] {
  return db
    .all<ItemRow>(
      'SELECT * FROM items WHERE removed_at IS NULL ORDER BY created_at DESC, rowid DESC LIMIT ?',
      limit,
    )
    .map(toItem);
}

function toItem(row: ItemRow): Item {
  return {
    itemId: row.item_id,
    clientId: row.client_id,
    institutionId: row.institution_id,
    userId: row.user_id,
    username: row.username,
    password: row.password,
    seed: row.seed,
    webhook: row.webhook,
    products: JSON.parse(row.products_json) as Product[],
    consentedScopes: JSON.parse(row.consented_scopes_json) as DataScope[],
    errorCode: row.error_code !== null && isErrorCode(row.error_code) ? row.error_code : null,
    createdAt: row.created_at,
    removedAt: row.removed_at,
    daysRequested: row.days_requested,
    historyStart: row.history_start,
    historyEnd: row.history_end,
    transactionsStatus: row.transactions_status,
    syncCalled: row.sync_called === 1,
    filledThrough: row.filled_through,
    lastSeq: row.last_seq,
    lastSuccessfulUpdate: row.last_successful_update,
    lastFailedUpdate: row.last_failed_update,
    lastWebhookAt: row.last_webhook_at,
    lastWebhookCode: row.last_webhook_code,
    consentExpiresAt: row.consent_expires_at,
    authMethod: row.auth_method,
  };
}
