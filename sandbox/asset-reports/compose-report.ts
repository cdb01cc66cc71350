import type { AssetReport, AssetReportItem, Cause } from 'plaid';
import { listAccounts } from '../accounts/accounts.ts';
import { addDays, toDateTime } from '../dates.ts';
import { readOwners } from '../identity/owners.ts';
import { findInstitution } from '../institutions/institutions.ts';
import { findItem, type Item } from '../items/item.ts';
import type { ErrorCode } from '../plaid/error-catalogue.ts';
import { toItemError } from '../plaid/failure.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { readHistory } from '../transactions/read-history.ts';
import { composeAccount } from './compose-account.ts';
import { composeInvestments } from './compose-investments.ts';
import type { Report, ReportContent, ReportOrder } from './report.ts';

/** A report is put together in one go; this many rows of an Item take half a second. */
const maxRows = 10_000;

/** A report as it stands now, or the Items that did not let themselves be read. */
export function composeReport(
  sandbox: Sandbox,
  { reportId, order }: Report,
): { content: ReportContent | null; causes: Wire<Cause>[] } {
  const found = order.itemIds.map((itemId) => ({ itemId, item: findItem(sandbox.db, itemId) }));
  const causes = found.flatMap(({ itemId, item }) => {
    const code = findObstacle(item);
    return code ? [{ ...toItemError(code), item_id: itemId }] : [];
  });
  const readable = found.flatMap(({ item }) => (item && !findObstacle(item) ? [item] : []));
  if (readable.length === 0 || (order.requireAllItems && causes.length > 0)) {
    return { content: null, causes };
  }
  const report: Wire<AssetReport> = {
    asset_report_id: reportId,
    client_report_id: order.clientReportId,
    date_generated: toDateTime(sandbox.clock.now()),
    days_requested: order.daysRequested,
    user: {
      client_user_id: null,
      first_name: null,
      middle_name: null,
      last_name: null,
      ssn: null,
      phone_number: null,
      email: null,
      ...order.user,
    },
    items: readable.map((item) => composeItem(sandbox, item, order)),
  };
  return { content: { report, warnings: [] }, causes };
}

function findObstacle(item: Item | null): ErrorCode | null {
  return !item || item.removedAt !== null ? 'ITEM_NOT_FOUND' : item.errorCode;
}

function composeItem(sandbox: Sandbox, item: Item, order: ReportOrder): Wire<AssetReportItem> {
  const today = sandbox.clock.today();
  const wanted = addDays(today, -order.daysRequested);
  const rows = readHistory(sandbox, item, wanted, today, maxRows);
  // Of a very big Item the report begins later: balances before its first row would not follow from it.
  const from = rows.length < maxRows ? wanted : (rows.at(-1)?.transaction.date ?? wanted);
  const accounts = listAccounts(sandbox.db, item.itemId).filter(
    (account) => !order.excludedAccountIds.includes(account.account_id),
  );
  return {
    item_id: item.itemId,
    institution_id: item.institutionId,
    institution_name: findInstitution(item.institutionId)?.name ?? '',
    date_last_updated: toDateTime(sandbox.clock.now()),
    accounts: readOwners(item, accounts).map(({ account, owners }) => ({
      ...composeAccount(account, rows, { from, today }),
      owners,
      ...(order.withInvestments && account.type === 'investment'
        ? { investments: composeInvestments(sandbox, item, account, { from, today }) }
        : {}),
    })),
  };
}
