import type { AccountAssets, AssetReportTransaction } from 'plaid';
import { addDays } from '../dates.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Report, ReportContent } from './report.ts';

export interface ViewOptions {
  withInsights: boolean;
  fast: boolean;
  /** Fewer days than the report covers; null for all of them. */
  days: number | null;
}

export const wholeReport: ViewOptions = { withInsights: false, fast: false, days: null };

/** What a reader asked for of a report that is ready. */
export function viewReport(report: Report, options: ViewOptions): ReportContent {
  const { report: whole, warnings } = requireContent(report, options.fast);
  const generatedOn = whole.date_generated.slice(0, 10);
  const from = options.days === null ? null : addDays(generatedOn, -options.days);
  return {
    report: {
      ...whole,
      items: whole.items.map((item) => ({
        ...item,
        accounts: item.accounts.map((account) => viewAccount(account, options, from)),
      })),
    },
    warnings,
  };
}

function requireContent(report: Report, fast: boolean): ReportContent {
  if (report.state === 'failed') {
    throw new PlaidFailure('DATA_UNAVAILABLE', {
      causes: (report.error?.causes ?? []) as never[],
    });
  }
  if (fast && !report.order.withFastReport) {
    throw new PlaidFailure('INVALID_FIELD', {
      message: 'fast_report can be read only of a report created with the add-on fast_assets',
    });
  }
  const isReadable = report.state === 'ready' || (fast && report.state === 'fast');
  if (!isReadable || report.content === null) {
    throw new PlaidFailure('PRODUCT_NOT_READY', { type: 'ASSET_REPORT_ERROR' });
  }
  return report.content;
}

function viewAccount(
  account: Wire<AccountAssets>,
  options: ViewOptions,
  from: string | null,
): Wire<AccountAssets> {
  if (options.fast) {
    const { investments: _left, ...rest } = account;
    return { ...rest, days_available: 0, transactions: [], historical_balances: [] };
  }
  const isWithin = ({ date }: { date: string }) => from === null || date >= from;
  const transactions = account.transactions.filter(isWithin);
  return {
    ...account,
    transactions: options.withInsights ? transactions : transactions.map(withoutInsights),
    historical_balances: account.historical_balances.filter(isWithin),
    ...(options.days === null
      ? {}
      : { days_available: Math.min(account.days_available, options.days) }),
  };
}

function withoutInsights(row: Wire<AssetReportTransaction>): Wire<AssetReportTransaction> {
  return {
    account_id: row.account_id,
    amount: row.amount,
    date: row.date,
    iso_currency_code: row.iso_currency_code,
    unofficial_currency_code: row.unofficial_currency_code,
    original_description: row.original_description,
    pending: row.pending,
    transaction_id: row.transaction_id,
  };
}
