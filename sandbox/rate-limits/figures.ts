import type { ErrorCode } from '../plaid/error-catalogue.ts';

export type Environment = 'sandbox' | 'production';

/** How many calls a window takes; null where Plaid names no limit. */
interface Figures {
  perItem: number | null;
  perClient: number | null;
}

export interface LimitedPath {
  code: ErrorCode;
  figures: Record<Environment, Figures>;
  /** Length of the two windows where they are not a minute. */
  itemWindowMs?: number;
  clientWindowMs?: number;
}

const second = 1000;
const hour = 3_600_000;

/** Item and client in the Sandbox, then in Production, as Plaid publishes them. */
function limit(
  code: ErrorCode,
  sandbox: [number | null, number | null],
  production: [number | null, number | null],
): LimitedPath {
  const [sandboxItem, sandboxClient] = sandbox;
  const [productionItem, productionClient] = production;
  return {
    code,
    figures: {
      sandbox: { perItem: sandboxItem, perClient: sandboxClient },
      production: { perItem: productionItem, perClient: productionClient },
    },
  };
}

/** Paths that are not here have no limit of their own. Families without a code of their own share RATE_LIMIT. */
export const limitedPaths: Readonly<Record<string, LimitedPath>> = {
  '/accounts/balance/get': limit('BALANCE_LIMIT', [25, 100], [5, 1200]),
  '/accounts/get': limit('ACCOUNTS_LIMIT', [100, 5000], [15, 15_000]),
  '/asset_report/create': limit('RATE_LIMIT', [null, 100], [5, 50]),
  '/asset_report/get': limit('RATE_LIMIT', [null, 1000], [null, 1000]),
  '/asset_report/pdf/get': limit('RATE_LIMIT', [null, null], [null, 50]),
  '/asset_report/refresh': limit('RATE_LIMIT', [null, 100], [null, 50]),
  '/auth/get': limit('AUTH_LIMIT', [100, 500], [15, 12_000]),
  '/identity/get': limit('IDENTITY_LIMIT', [100, 1000], [15, 2000]),
  '/institutions/get': limit('INSTITUTIONS_GET_LIMIT', [null, 10], [null, 50]),
  '/institutions/get_by_id': limit('INSTITUTIONS_GET_BY_ID_LIMIT', [null, 400], [null, 400]),
  '/investments/auth/get': limit('RATE_LIMIT', [15, 500], [15, 500]),
  '/investments/holdings/get': limit('INVESTMENT_HOLDINGS_GET_LIMIT', [100, 1000], [15, 2000]),
  '/investments/refresh': limit('RATE_LIMIT', [1, 100], [1, 100]),
  '/investments/transactions/get': limit(
    'INVESTMENT_TRANSACTIONS_LIMIT',
    [100, 1000],
    [30, 20_000],
  ),
  '/item/get': limit('ITEM_GET_LIMIT', [40, 5000], [15, 5000]),
  '/item/remove': limit('RATE_LIMIT', [100, 500], [30, 2000]),
  '/liabilities/get': limit('RATE_LIMIT', [10, 1000], [15, 1000]),
  '/processor/token/create': limit('RATE_LIMIT', [null, 500], [null, 500]),
  '/sandbox/transactions/create': limit('RATE_LIMIT', [2, 50], [null, null]),
  '/signal/evaluate': {
    ...limit('RATE_LIMIT', [70, 30], [70, 20]),
    itemWindowMs: hour,
    clientWindowMs: second,
  },
  '/statements/download': limit('RATE_LIMIT', [null, 50], [null, 50]),
  '/statements/list': limit('RATE_LIMIT', [null, 100], [null, 100]),
  '/statements/refresh': limit('RATE_LIMIT', [null, 50], [null, 50]),
  '/transactions/enrich': limit('RATE_LIMIT', [null, 100], [null, 100]),
  '/transactions/get': limit('TRANSACTIONS_LIMIT', [80, 1000], [30, 20_000]),
  '/transactions/recurring/get': limit('RATE_LIMIT', [20, 1000], [20, 1000]),
  '/transactions/refresh': limit('TRANSACTIONS_REFRESH_LIMIT', [2, 100], [2, 100]),
  '/transactions/sync': limit('TRANSACTIONS_SYNC_LIMIT', [50, 1000], [50, 2500]),
};
