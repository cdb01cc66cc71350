import type { Operation } from '../plaid/operation.ts';
import { accountsBalanceGet } from './accounts/balance-get.ts';
import { accountsGet } from './accounts/get.ts';
import { assetReportAuditCopyCreate } from './asset-report/audit-copy-create.ts';
import { assetReportAuditCopyGet } from './asset-report/audit-copy-get.ts';
import { assetReportAuditCopyPdfGet } from './asset-report/audit-copy-pdf-get.ts';
import { assetReportAuditCopyRemove } from './asset-report/audit-copy-remove.ts';
import { assetReportCreate } from './asset-report/create.ts';
import { assetReportFilter } from './asset-report/filter.ts';
import { assetReportGet } from './asset-report/get.ts';
import { assetReportPdfGet } from './asset-report/pdf-get.ts';
import { assetReportRefresh } from './asset-report/refresh.ts';
import { assetReportRemove } from './asset-report/remove.ts';
import { authGet } from './auth/get.ts';
import { categoriesGet } from './categories/get.ts';
import { creditBankIncomeGet } from './credit/bank-income-get.ts';
import { creditBankIncomePdfGet } from './credit/bank-income-pdf-get.ts';
import { creditBankIncomeWebhookUpdate } from './credit/bank-income-webhook-update.ts';
import { creditBankStatementsUploadsGet } from './credit/bank-statements-uploads-get.ts';
import { creditEmploymentGet } from './credit/employment-get.ts';
import { creditPayrollIncomeGet } from './credit/payroll-income-get.ts';
import { creditPayrollIncomeParsingConfigUpdate } from './credit/payroll-income-parsing-config-update.ts';
import { creditPayrollIncomeRefresh } from './credit/payroll-income-refresh.ts';
import { creditPayrollIncomeRiskSignalsGet } from './credit/payroll-income-risk-signals-get.ts';
import { creditRelayCreate } from './credit/relay-create.ts';
import { creditRelayGet } from './credit/relay-get.ts';
import { creditRelayPdfGet } from './credit/relay-pdf-get.ts';
import { creditRelayRefresh } from './credit/relay-refresh.ts';
import { creditRelayRemove } from './credit/relay-remove.ts';
import { creditSessionsGet } from './credit/sessions-get.ts';
import { identityGet } from './identity/get.ts';
import { identityMatch } from './identity/match.ts';
import { identityRefresh } from './identity/refresh.ts';
import { institutionsGet } from './institutions/get.ts';
import { institutionsGetById } from './institutions/get-by-id.ts';
import { institutionsSearch } from './institutions/search.ts';
import { investmentsHoldingsGet } from './investments/holdings-get.ts';
import { investmentsRefresh } from './investments/refresh.ts';
import { investmentsTransactionsGet } from './investments/transactions-get.ts';
import { itemAccessTokenInvalidate } from './item/access-token-invalidate.ts';
import { itemGet } from './item/get.ts';
import { itemImport } from './item/import.ts';
import { itemProductsTerminate } from './item/products-terminate.ts';
import { itemPublicTokenCreate } from './item/public-token-create.ts';
import { itemPublicTokenExchange } from './item/public-token-exchange.ts';
import { itemRemove } from './item/remove.ts';
import { itemWebhookUpdate } from './item/webhook-update.ts';
import { liabilitiesGet } from './liabilities/get.ts';
import { linkTokenCreate } from './link/token-create.ts';
import { linkTokenGet } from './link/token-get.ts';
import { processorAccountGet } from './processor/account-get.ts';
import { processorAuthGet } from './processor/auth-get.ts';
import { processorBalanceGet } from './processor/balance-get.ts';
import { processorIdentityGet } from './processor/identity-get.ts';
import { processorIdentityMatch } from './processor/identity-match.ts';
import { processorInvestmentsHoldingsGet } from './processor/investments-holdings-get.ts';
import { processorInvestmentsTransactionsGet } from './processor/investments-transactions-get.ts';
import { processorLiabilitiesGet } from './processor/liabilities-get.ts';
import { processorSignalEvaluate } from './processor/signal-evaluate.ts';
import { processorStripeBankAccountTokenCreate } from './processor/stripe-bank-account-token-create.ts';
import { processorTokenCreate } from './processor/token-create.ts';
import { processorTokenPermissionsGet } from './processor/token-permissions-get.ts';
import { processorTokenPermissionsSet } from './processor/token-permissions-set.ts';
import { processorTransactionsGet } from './processor/transactions-get.ts';
import { processorTransactionsSync } from './processor/transactions-sync.ts';
import { sandboxBankIncomeFireWebhook } from './sandbox/bank-income-fire-webhook.ts';
import { sandboxIncomeFireWebhook } from './sandbox/income-fire-webhook.ts';
import { sandboxItemFireWebhook } from './sandbox/item-fire-webhook.ts';
import { sandboxItemResetLogin } from './sandbox/item-reset-login.ts';
import { sandboxItemSetVerificationStatus } from './sandbox/item-set-verification-status.ts';
import { sandboxProcessorTokenCreate } from './sandbox/processor-token-create.ts';
import { sandboxPublicTokenCreate } from './sandbox/public-token-create.ts';
import { sandboxTransactionsCreate } from './sandbox/transactions-create.ts';
import { sandboxUserResetLogin } from './sandbox/user-reset-login.ts';
import { signalDecisionReport } from './signal/decision-report.ts';
import { signalEvaluate } from './signal/evaluate.ts';
import { signalPrepare } from './signal/prepare.ts';
import { signalReturnReport } from './signal/return-report.ts';
import { statementsDownload } from './statements/download.ts';
import { statementsList } from './statements/list.ts';
import { statementsRefresh } from './statements/refresh.ts';
import { transactionsEnrich } from './transactions/enrich.ts';
import { transactionsGet } from './transactions/get.ts';
import { transactionsRecurringGet } from './transactions/recurring-get.ts';
import { transactionsRefresh } from './transactions/refresh.ts';
import { transactionsSync } from './transactions/sync.ts';
import { userCreate } from './user/create.ts';
import { userGet } from './user/get.ts';
import { userItemsGet } from './user/items-get.ts';
import { userItemsRemove } from './user/items-remove.ts';
import { userProductsTerminate } from './user/products-terminate.ts';
import { userRemove } from './user/remove.ts';
import { userUpdate } from './user/update.ts';
import { webhookVerificationKeyGet } from './webhook-verification-key/get.ts';

/** Everything the sandbox answers in Plaid's name. Any other path is a 404, as at Plaid. */
const list: Operation[] = [
  accountsBalanceGet,
  accountsGet,
  authGet,
  assetReportAuditCopyCreate,
  assetReportAuditCopyGet,
  assetReportAuditCopyPdfGet,
  assetReportAuditCopyRemove,
  assetReportCreate,
  assetReportFilter,
  assetReportGet,
  assetReportPdfGet,
  assetReportRefresh,
  assetReportRemove,
  categoriesGet,
  creditBankIncomeGet,
  creditBankIncomePdfGet,
  creditBankIncomeWebhookUpdate,
  creditBankStatementsUploadsGet,
  creditEmploymentGet,
  creditPayrollIncomeGet,
  creditPayrollIncomeParsingConfigUpdate,
  creditPayrollIncomeRefresh,
  creditPayrollIncomeRiskSignalsGet,
  creditRelayCreate,
  creditRelayGet,
  creditRelayPdfGet,
  creditRelayRefresh,
  creditRelayRemove,
  creditSessionsGet,
  identityGet,
  identityMatch,
  identityRefresh,
  institutionsGet,
  institutionsGetById,
  institutionsSearch,
  investmentsHoldingsGet,
  investmentsRefresh,
  investmentsTransactionsGet,
  itemAccessTokenInvalidate,
  itemGet,
  itemImport,
  itemProductsTerminate,
  itemPublicTokenCreate,
  itemPublicTokenExchange,
  itemRemove,
  itemWebhookUpdate,
  liabilitiesGet,
  linkTokenCreate,
  linkTokenGet,
  processorAccountGet,
  processorAuthGet,
  processorBalanceGet,
  processorIdentityGet,
  processorIdentityMatch,
  processorInvestmentsHoldingsGet,
  processorInvestmentsTransactionsGet,
  processorLiabilitiesGet,
  processorSignalEvaluate,
  processorStripeBankAccountTokenCreate,
  processorTokenCreate,
  processorTokenPermissionsGet,
  processorTokenPermissionsSet,
  processorTransactionsGet,
  processorTransactionsSync,
  sandboxBankIncomeFireWebhook,
  sandboxIncomeFireWebhook,
  sandboxItemFireWebhook,
  sandboxItemResetLogin,
  sandboxItemSetVerificationStatus,
  sandboxProcessorTokenCreate,
  sandboxPublicTokenCreate,
  sandboxTransactionsCreate,
  sandboxUserResetLogin,
  signalDecisionReport,
  signalEvaluate,
  signalPrepare,
  signalReturnReport,
  statementsDownload,
  statementsList,
  statementsRefresh,
  transactionsEnrich,
  transactionsGet,
  transactionsRecurringGet,
  transactionsRefresh,
  transactionsSync,
  userCreate,
  userGet,
  userItemsGet,
  userItemsRemove,
  userProductsTerminate,
  userRemove,
  userUpdate,
  webhookVerificationKeyGet,
];

export const operations: ReadonlyMap<string, Operation> = new Map(
  list.map((operation) => [operation.path, operation]),
);
