import 'server-only';
import axios, { type AxiosRequestConfig } from 'axios';
import type { PlaidApi } from 'plaid';
import { env } from '#lib/env';

const timeoutMs = 30_000;
/** A page of 500 transactions is about 1 MB. */
const answerLimitBytes = 32 * 1024 * 1024;

/** The calls of Plaid's API that we make, by their names in its official client. */
export const callPaths = {
  accountsBalanceGet: '/accounts/balance/get',
  accountsGet: '/accounts/get',
  assetReportAuditCopyCreate: '/asset_report/audit_copy/create',
  assetReportAuditCopyRemove: '/asset_report/audit_copy/remove',
  assetReportCreate: '/asset_report/create',
  assetReportFilter: '/asset_report/filter',
  assetReportGet: '/asset_report/get',
  assetReportPdfGet: '/asset_report/pdf/get',
  assetReportRefresh: '/asset_report/refresh',
  assetReportRemove: '/asset_report/remove',
  authGet: '/auth/get',
  creditBankIncomeGet: '/credit/bank_income/get',
  creditBankIncomePdfGet: '/credit/bank_income/pdf/get',
  creditEmploymentGet: '/credit/employment/get',
  creditPayrollIncomeGet: '/credit/payroll_income/get',
  creditPayrollIncomeRefresh: '/credit/payroll_income/refresh',
  creditSessionsGet: '/credit/sessions/get',
  identityGet: '/identity/get',
  identityMatch: '/identity/match',
  identityRefresh: '/identity/refresh',
  institutionsGetById: '/institutions/get_by_id',
  investmentsHoldingsGet: '/investments/holdings/get',
  investmentsRefresh: '/investments/refresh',
  investmentsTransactionsGet: '/investments/transactions/get',
  itemAccessTokenInvalidate: '/item/access_token/invalidate',
  itemGet: '/item/get',
  itemPublicTokenExchange: '/item/public_token/exchange',
  itemRemove: '/item/remove',
  itemWebhookUpdate: '/item/webhook/update',
  liabilitiesGet: '/liabilities/get',
  linkTokenCreate: '/link/token/create',
  processorStripeBankAccountTokenCreate: '/processor/stripe/bank_account_token/create',
  processorTokenCreate: '/processor/token/create',
  processorTokenPermissionsSet: '/processor/token/permissions/set',
  statementsDownload: '/statements/download',
  statementsList: '/statements/list',
  statementsRefresh: '/statements/refresh',
  transactionsEnrich: '/transactions/enrich',
  transactionsRecurringGet: '/transactions/recurring/get',
  transactionsSync: '/transactions/sync',
  userCreate: '/user/create',
  userRemove: '/user/remove',
  webhookVerificationKeyGet: '/webhook_verification_key/get',
} as const satisfies Partial<Record<keyof PlaidApi, string>>;

export type PlaidClient = Pick<PlaidApi, keyof typeof callPaths>;

let client: PlaidClient | undefined;

/**
 * The one client of Plaid's API in this process. It sends what the official client would, whose types it has; that one
 * knows some four hundred calls, and held 50 MB in each process for the forty of ours. A test holds the two against each other.
 */
export function plaidApi(): PlaidClient {
  client ??= makeClient(env().plaid);
  return client;
}

type Settings = { baseUrl: string; clientId: string; secret: string };

/** For tests, which have none of this process's. */
export function makeClient({ baseUrl, clientId, secret }: Settings): PlaidClient {
  const http = axios.create({
    baseURL: baseUrl,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Plumbline',
      'PLAID-CLIENT-ID': clientId,
      'PLAID-SECRET': secret,
      'Plaid-Version': '2020-09-14',
    },
    timeout: timeoutMs,
    maxContentLength: answerLimitBytes,
    maxRedirects: 0,
  });
  const calls = Object.entries(callPaths).map(([name, path]) => [
    name,
    (request: unknown, options?: AxiosRequestConfig) => http.post(path, request, options),
  ]);
  return Object.fromEntries(calls) as PlaidClient;
}
