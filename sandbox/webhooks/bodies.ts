import type {
  AssetsErrorWebhook,
  AssetsProductReadyWebhook,
  AuthDefaultUpdateWebhook,
  AutomaticallyVerifiedWebhook,
  BankIncomeRefreshCompleteWebhook,
  BankIncomeRefreshUpdateWebhook,
  DefaultUpdateWebhook,
  HistoricalUpdateWebhook,
  HoldingsDefaultUpdateWebhook,
  HostedMMDVerificationWebhook,
  IncomeVerificationRiskSignalsStatusWebhook,
  IncomeVerificationStatusWebhook,
  InitialUpdateWebhook,
  InvestmentsDefaultUpdateWebhook,
  InvestmentsHistoricalUpdateWebhook,
  ItemAddResultWebhook,
  ItemErrorWebhook,
  ItemLoginRepairedWebhook,
  LiabilitiesDefaultUpdateWebhook,
  LinkEventsWebhook,
  LinkSessionFinishedWebhook,
  NewAccountsAvailableWebhook,
  PendingDisconnectWebhook,
  PendingExpirationWebhook,
  RecurringTransactionsUpdateWebhook,
  StatementsRefreshCompleteWebhook,
  SyncUpdatesAvailableWebhook,
  TransactionsRemovedWebhook,
  UserAccountRevokedWebhook,
  UserPermissionRevokedWebhook,
  VerificationExpiredWebhook,
  WebhookUpdateAcknowledgedWebhook,
} from 'plaid';
import type { Wire } from '../plaid/wire.ts';

interface Coded<Type extends string, Code extends string> {
  webhook_type: Type;
  webhook_code: Code;
}

/** A webhook of the official client, its type and code pinned, without what every webhook carries. */
type Body<Webhook, Type extends string, Code extends string> = Coded<Type, Code> &
  Omit<Wire<Webhook>, 'webhook_type' | 'webhook_code' | 'item_id' | 'environment' | 'user_id'>;

export type WebhookBody =
  | Body<SyncUpdatesAvailableWebhook, 'TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE'>
  | Body<InitialUpdateWebhook, 'TRANSACTIONS', 'INITIAL_UPDATE'>
  | Body<HistoricalUpdateWebhook, 'TRANSACTIONS', 'HISTORICAL_UPDATE'>
  | Body<DefaultUpdateWebhook, 'TRANSACTIONS', 'DEFAULT_UPDATE'>
  | Body<TransactionsRemovedWebhook, 'TRANSACTIONS', 'TRANSACTIONS_REMOVED'>
  | Body<RecurringTransactionsUpdateWebhook, 'TRANSACTIONS', 'RECURRING_TRANSACTIONS_UPDATE'>
  | Body<ItemErrorWebhook, 'ITEM', 'ERROR'>
  | Body<ItemLoginRepairedWebhook, 'ITEM', 'LOGIN_REPAIRED'>
  | Body<NewAccountsAvailableWebhook, 'ITEM', 'NEW_ACCOUNTS_AVAILABLE'>
  | Body<PendingDisconnectWebhook, 'ITEM', 'PENDING_DISCONNECT'>
  | Body<PendingExpirationWebhook, 'ITEM', 'PENDING_EXPIRATION'>
  | Body<UserPermissionRevokedWebhook, 'ITEM', 'USER_PERMISSION_REVOKED'>
  | Body<UserAccountRevokedWebhook, 'ITEM', 'USER_ACCOUNT_REVOKED'>
  | Body<WebhookUpdateAcknowledgedWebhook, 'ITEM', 'WEBHOOK_UPDATE_ACKNOWLEDGED'>
  | Body<AutomaticallyVerifiedWebhook, 'AUTH', 'AUTOMATICALLY_VERIFIED'>
  | Body<VerificationExpiredWebhook, 'AUTH', 'VERIFICATION_EXPIRED'>
  | Body<HostedMMDVerificationWebhook, 'AUTH', 'SMS_MICRODEPOSITS_VERIFICATION'>
  | Body<AuthDefaultUpdateWebhook, 'AUTH', 'DEFAULT_UPDATE'>
  | Body<HoldingsDefaultUpdateWebhook, 'HOLDINGS', 'DEFAULT_UPDATE'>
  | Body<InvestmentsDefaultUpdateWebhook, 'INVESTMENTS_TRANSACTIONS', 'DEFAULT_UPDATE'>
  | Body<InvestmentsHistoricalUpdateWebhook, 'INVESTMENTS_TRANSACTIONS', 'HISTORICAL_UPDATE'>
  | Body<LiabilitiesDefaultUpdateWebhook, 'LIABILITIES', 'DEFAULT_UPDATE'>
  | Body<StatementsRefreshCompleteWebhook, 'STATEMENTS', 'STATEMENTS_REFRESH_COMPLETE'>;

/** The same for what belongs to no Item, or to a user beside it: these name whom they are about themselves. */
type ClientBody<Webhook, Type extends string, Code extends string> = Coded<Type, Code> &
  Omit<Wire<Webhook>, 'webhook_type' | 'webhook_code' | 'environment'>;

/** What belongs to a client and to no Item of it. */
export type ClientWebhookBody =
  | ClientBody<AssetsProductReadyWebhook, 'ASSETS', 'PRODUCT_READY'>
  | ClientBody<AssetsErrorWebhook, 'ASSETS', 'ERROR'>
  | ClientBody<IncomeVerificationStatusWebhook, 'INCOME', 'INCOME_VERIFICATION'>
  | ClientBody<
      IncomeVerificationRiskSignalsStatusWebhook,
      'INCOME',
      'INCOME_VERIFICATION_RISK_SIGNALS'
    >
  | ClientBody<BankIncomeRefreshCompleteWebhook, 'INCOME', 'BANK_INCOME_REFRESH_COMPLETE'>
  | ClientBody<BankIncomeRefreshUpdateWebhook, 'INCOME', 'BANK_INCOME_REFRESH_UPDATE'>
  | ClientBody<ItemAddResultWebhook, 'LINK', 'ITEM_ADD_RESULT'>
  | ClientBody<LinkSessionFinishedWebhook, 'LINK', 'SESSION_FINISHED'>
  | ClientBody<LinkEventsWebhook, 'LINK', 'EVENTS'>;
