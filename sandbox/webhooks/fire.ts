import { randomUUID } from 'node:crypto';
import type { SandboxItemFireWebhookRequestWebhookCodeEnum, WebhookType } from 'plaid';
import { listAccounts } from '../accounts/accounts.ts';
import { suitsProduct } from '../accounts/product-accounts.ts';
import { millisecondsPerDay, toDateTime } from '../dates.ts';
import type { Item } from '../items/item.ts';
import { repairLogin } from '../items/login.ts';
import { PlaidFailure, toItemError } from '../plaid/failure.ts';
import type { Product } from '../plaid/fields.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import type { ClientWebhookBody, WebhookBody } from './bodies.ts';
import { enqueueClientWebhook, enqueueWebhook } from './outbox.ts';

type Code = Wire<SandboxItemFireWebhookRequestWebhookCodeEnum>;
type Type = Wire<WebhookType>;

export const webhookCodes = [
  'DEFAULT_UPDATE',
  'NEW_ACCOUNTS_AVAILABLE',
  'SMS_MICRODEPOSITS_VERIFICATION',
  'AUTHORIZATION_GRANTED',
  'USER_PERMISSION_REVOKED',
  'USER_ACCOUNT_REVOKED',
  'PENDING_DISCONNECT',
  'RECURRING_TRANSACTIONS_UPDATE',
  'LOGIN_REPAIRED',
  'SYNC_UPDATES_AVAILABLE',
  'PRODUCT_READY',
  'ERROR',
] as const satisfies Code[];

export const webhookTypes = [
  'AUTH',
  'HOLDINGS',
  'INVESTMENTS_TRANSACTIONS',
  'ITEM',
  'LIABILITIES',
  'TRANSACTIONS',
  'ASSETS',
] as const satisfies Type[];

/** How far ahead Plaid announces a disconnection. */
const noticeDays = 7;

/**
 * Sends a webhook on demand. Firing LOGIN_REPAIRED also repairs the login, so that what the webhook says is
 * true; the others only tell.
 */
export function fireWebhook(
  sandbox: Sandbox,
  item: Item,
  code: Code,
  type: Type = typeOf(code),
): void {
  if (item.webhook === null) {
    throw new PlaidFailure('SANDBOX_WEBHOOK_INVALID');
  }
  if (code === 'LOGIN_REPAIRED' && type === 'ITEM') {
    repairLogin(sandbox, item.itemId, true);
    return;
  }
  if (type === 'ASSETS' && (code === 'PRODUCT_READY' || code === 'ERROR')) {
    requireProduct(item, 'assets');
    const receiver = { clientId: item.clientId, url: item.webhook };
    enqueueClientWebhook(sandbox, receiver, composeReportBody(sandbox, item, code));
    return;
  }
  const body = composeBody(sandbox, item, code, type);
  if (!body) {
    throw new PlaidFailure('INVALID_FIELD', {
      message: `webhook_code ${code} cannot be fired with webhook_type ${type}`,
    });
  }
  enqueueWebhook(sandbox, item, body);
}

/** About the client's latest report, or about one that does not exist: a report belongs to no single Item. */
function composeReportBody(
  sandbox: Sandbox,
  item: Item,
  webhook_code: 'PRODUCT_READY' | 'ERROR',
): ClientWebhookBody {
  const latest = sandbox.db.get<{ asset_report_id: string }>(
    'SELECT asset_report_id FROM asset_reports WHERE client_id = ? ORDER BY created_at DESC LIMIT 1',
    item.clientId,
  );
  const asset_report_id = latest?.asset_report_id ?? randomUUID();
  return webhook_code === 'PRODUCT_READY'
    ? { webhook_type: 'ASSETS', webhook_code, asset_report_id, report_type: 'FULL' }
    : {
        webhook_type: 'ASSETS',
        webhook_code,
        asset_report_id,
        error: { ...toItemError('DATA_UNAVAILABLE'), status: 400 },
      };
}

function typeOf(code: Code): Type {
  switch (code) {
    case 'DEFAULT_UPDATE':
    case 'SYNC_UPDATES_AVAILABLE':
    case 'RECURRING_TRANSACTIONS_UPDATE':
      return 'TRANSACTIONS';
    case 'SMS_MICRODEPOSITS_VERIFICATION':
      return 'AUTH';
    case 'PRODUCT_READY':
      return 'ASSETS';
    default:
      return 'ITEM';
  }
}

function composeBody(sandbox: Sandbox, item: Item, code: Code, type: Type): WebhookBody | null {
  switch (type) {
    case 'TRANSACTIONS':
      requireProduct(item, 'transactions');
      return composeTransactionsBody(sandbox, item, code);
    case 'ITEM':
      return composeItemBody(sandbox, item, code);
    case 'AUTH':
      requireProduct(item, 'auth');
      return composeAuthBody(sandbox, item, code);
    default:
      return code === 'DEFAULT_UPDATE' ? composeProductBody(sandbox, item, type) : null;
  }
}

function composeAuthBody(sandbox: Sandbox, item: Item, code: Code): WebhookBody | null {
  const accountIds = listAccountIds(sandbox, item, 'auth');
  switch (code) {
    case 'DEFAULT_UPDATE':
      return {
        webhook_type: 'AUTH',
        webhook_code: 'DEFAULT_UPDATE',
        error: null,
        account_ids_with_new_auth: accountIds,
        account_ids_with_updated_auth: {},
      };
    case 'SMS_MICRODEPOSITS_VERIFICATION':
      return accountIds[0] === undefined
        ? null
        : {
            webhook_type: 'AUTH',
            webhook_code: 'SMS_MICRODEPOSITS_VERIFICATION',
            status: 'MANUALLY_VERIFIED',
            account_id: accountIds[0],
          };
    default:
      return null;
  }
}

function composeTransactionsBody(sandbox: Sandbox, item: Item, code: Code): WebhookBody | null {
  switch (code) {
    case 'SYNC_UPDATES_AVAILABLE':
      return {
        webhook_type: 'TRANSACTIONS',
        webhook_code: 'SYNC_UPDATES_AVAILABLE',
        initial_update_complete: item.transactionsStatus !== 'NOT_READY',
        historical_update_complete: item.transactionsStatus === 'HISTORICAL_UPDATE_COMPLETE',
      };
    case 'DEFAULT_UPDATE':
      return {
        webhook_type: 'TRANSACTIONS',
        webhook_code: 'DEFAULT_UPDATE',
        error: null,
        new_transactions: 0,
      };
    case 'RECURRING_TRANSACTIONS_UPDATE':
      return {
        webhook_type: 'TRANSACTIONS',
        webhook_code: 'RECURRING_TRANSACTIONS_UPDATE',
        account_ids: listAccounts(sandbox.db, item.itemId).map((account) => account.account_id),
      };
    default:
      return null;
  }
}

function composeItemBody(sandbox: Sandbox, item: Item, code: Code): WebhookBody | null {
  switch (code) {
    case 'ERROR':
      return {
        webhook_type: 'ITEM',
        webhook_code: 'ERROR',
        error: { ...toItemError('ITEM_LOGIN_REQUIRED'), status: 400 },
      };
    case 'NEW_ACCOUNTS_AVAILABLE':
      return { webhook_type: 'ITEM', webhook_code: 'NEW_ACCOUNTS_AVAILABLE', error: null };
    case 'USER_PERMISSION_REVOKED':
      return {
        webhook_type: 'ITEM',
        webhook_code: 'USER_PERMISSION_REVOKED',
        error: { ...toItemError('USER_PERMISSION_REVOKED'), status: 400 },
      };
    case 'USER_ACCOUNT_REVOKED': {
      const [first] = listAccounts(sandbox.db, item.itemId);
      return first
        ? {
            webhook_type: 'ITEM',
            webhook_code: 'USER_ACCOUNT_REVOKED',
            account_id: first.account_id,
          }
        : null;
    }
    case 'PENDING_DISCONNECT':
      return {
        webhook_type: 'ITEM',
        webhook_code: 'PENDING_DISCONNECT',
        reason: 'INSTITUTION_TOKEN_EXPIRATION',
        disconnect_time: toDateTime(sandbox.clock.now() + noticeDays * millisecondsPerDay),
      };
    default:
      return null;
  }
}

function composeProductBody(sandbox: Sandbox, item: Item, type: Type): WebhookBody | null {
  switch (type) {
    case 'HOLDINGS':
      requireProduct(item, 'investments');
      return {
        webhook_type: 'HOLDINGS',
        webhook_code: 'DEFAULT_UPDATE',
        error: null,
        new_holdings: 0,
        updated_holdings: 0,
      };
    case 'INVESTMENTS_TRANSACTIONS':
      requireProduct(item, 'investments');
      return {
        webhook_type: 'INVESTMENTS_TRANSACTIONS',
        webhook_code: 'DEFAULT_UPDATE',
        error: null,
        new_investments_transactions: 0,
        cancelled_investments_transactions: 0,
      };
    case 'LIABILITIES':
      requireProduct(item, 'liabilities');
      return {
        webhook_type: 'LIABILITIES',
        webhook_code: 'DEFAULT_UPDATE',
        error: null,
        account_ids_with_new_liabilities: listAccountIds(sandbox, item, 'liabilities'),
        account_ids_with_updated_liabilities: {},
      };
    default:
      return null;
  }
}

function listAccountIds(sandbox: Sandbox, item: Item, product: Product): string[] {
  return listAccounts(sandbox.db, item.itemId)
    .filter((account) => suitsProduct(product, account))
    .map((account) => account.account_id);
}

function requireProduct(item: Item, product: Product): void {
  if (!item.products.includes(product)) {
    throw new PlaidFailure('SANDBOX_PRODUCT_NOT_ENABLED', {
      message: `The ${product} product is not enabled on this item`,
    });
  }
}
