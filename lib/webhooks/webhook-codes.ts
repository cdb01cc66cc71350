import 'server-only';

/** What the worker does about a webhook. */
export type WebhookEffect =
  /** Something of the Item has changed that a sync reads. */
  | 'sync'
  /** What Plaid finds to come again and again has changed. */
  | 'read_streams'
  /** Something that Plaid tells beside transactions has changed, and balances with it. */
  | 'fetch_product'
  /** Newer statements that somebody asked the bank for are there, or it gave none. */
  | 'end_statements_refresh'
  | 'set_error'
  | 'clear_error'
  | 'offer_accounts'
  | 'announce_disconnect'
  | 'announce_expiry'
  | 'stop_item'
  | 'stop_account'
  | 'acknowledge_address'
  | 'check_institution'
  /** Of somebody's income something is to be read, or to be said. */
  | 'read_income'
  /** Of a report: it can be read, or Plaid could not make it. */
  | 'report_ready'
  | 'report_failed'
  /** Known, and nothing to do: it speaks to callers of what we do not call, or twice. */
  | 'note'
  /** A code nobody has told us of: kept, and shown to the operator. */
  | 'unknown';

/** Every code that can reach a personal finance app. Plaid adds codes without notice. */
const effects: Record<string, Record<string, WebhookEffect>> = {
  TRANSACTIONS: {
    SYNC_UPDATES_AVAILABLE: 'sync',
    // For callers of /transactions/get; each comes beside a SYNC_UPDATES_AVAILABLE.
    INITIAL_UPDATE: 'note',
    HISTORICAL_UPDATE: 'note',
    DEFAULT_UPDATE: 'note',
    TRANSACTIONS_REMOVED: 'note',
    RECURRING_TRANSACTIONS_UPDATE: 'read_streams',
  },
  ITEM: {
    ERROR: 'set_error',
    LOGIN_REPAIRED: 'clear_error',
    NEW_ACCOUNTS_AVAILABLE: 'offer_accounts',
    PENDING_DISCONNECT: 'announce_disconnect',
    PENDING_EXPIRATION: 'announce_expiry',
    USER_PERMISSION_REVOKED: 'stop_item',
    USER_ACCOUNT_REVOKED: 'stop_account',
    WEBHOOK_UPDATE_ACKNOWLEDGED: 'acknowledge_address',
  },
  HOLDINGS: { DEFAULT_UPDATE: 'fetch_product' },
  INVESTMENTS_TRANSACTIONS: {
    HISTORICAL_UPDATE: 'fetch_product',
    DEFAULT_UPDATE: 'fetch_product',
  },
  LIABILITIES: { DEFAULT_UPDATE: 'fetch_product' },
  // The state of an account's verification comes with every sync.
  AUTH: {
    AUTOMATICALLY_VERIFIED: 'sync',
    VERIFICATION_EXPIRED: 'sync',
    SMS_MICRODEPOSITS_VERIFICATION: 'sync',
    DEFAULT_UPDATE: 'note',
    PRODUCT_PERMISSIONS_REQUIRED: 'note',
  },
  // Asked again, the bank says itself that a permission is missing.
  IDENTITY: { DEFAULT_UPDATE: 'fetch_product', PRODUCT_PERMISSIONS_REQUIRED: 'fetch_product' },
  ASSETS: { PRODUCT_READY: 'report_ready', ERROR: 'report_failed' },
  STATEMENTS: { STATEMENTS_REFRESH_COMPLETE: 'end_statements_refresh' },
  INCOME: {
    INCOME_VERIFICATION: 'read_income',
    // How a lender would judge documents is not asked for.
    INCOME_VERIFICATION_RISK_SIGNALS: 'note',
    INCOME_VERIFICATION_REFRESH_RECONNECT_NEEDED: 'read_income',
    BANK_INCOME_COMPLETE: 'read_income',
    BANK_INCOME_REFRESH_COMPLETE: 'read_income',
    BANK_INCOME_REFRESH_UPDATE: 'read_income',
    PRODUCT_READY: 'read_income',
  },
  LINK: { SESSION_FINISHED: 'note', ITEM_ADD_RESULT: 'note', EVENTS: 'note' },
  DASHBOARD_CONFIGURED_ALERT: { INSTITUTION_STATUS_ALERT_TRIGGERED: 'check_institution' },
};

export function webhookEffect(type: string, code: string): WebhookEffect {
  const ofType = Object.hasOwn(effects, type) ? effects[type] : undefined;
  return ofType && Object.hasOwn(ofType, code) ? (ofType[code] ?? 'unknown') : 'unknown';
}

/** New data for a sync: the wake-up is marked while the webhook is being answered. */
export function isSyncWebhook(type: string, code: string): boolean {
  return webhookEffect(type, code) === 'sync';
}
