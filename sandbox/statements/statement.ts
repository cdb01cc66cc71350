import { type Account, listAccounts } from '../accounts/accounts.ts';
import { suitsAnyProduct } from '../accounts/product-accounts.ts';
import { addDays } from '../dates.ts';
import { deriveId } from '../ids.ts';
import type { Item } from '../items/item.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
import { listStatementPeriods, requestStatements } from './statement-periods.ts';

/** The bank's account of one month. */
export interface Statement {
  statementId: string;
  account: Account;
  year: number;
  month: number;
  firstDay: string;
  lastDay: string;
  /** The day after the month. */
  postedOn: string;
}

/** An Item's statements, the latest first within each account; the first call fetches if nothing has yet. */
export function requireStatements(
  sandbox: Sandbox,
  item: Item,
): { account: Account; statements: Statement[] }[] {
  const periods = listStatementPeriods(sandbox, item.itemId);
  if (periods === null) {
    startStatements(sandbox, item);
  }
  if (periods === null || periods.length === 0) {
    throw new PlaidFailure('PRODUCT_NOT_READY');
  }
  const today = sandbox.clock.today();
  const isFetched = (postedOn: string) =>
    postedOn <= today &&
    periods.some((period) => period.start_date <= postedOn && postedOn <= period.end_date);
  const earliest = periods.map((period) => period.start_date).reduce((a, b) => (a < b ? a : b));
  return listAccounts(sandbox.db, item.itemId)
    .filter((account) => suitsAnyProduct(['statements'], account))
    .map((account) => ({
      account,
      statements: listMonths(earliest, today)
        .map((firstDay) => toStatement(item, account, firstDay))
        .filter((statement) => isFetched(statement.postedOn)),
    }));
}

/** The first days of the months from one day to another, the latest first. */
function listMonths(from: string, to: string): string[] {
  const months: string[] = [];
  // A month is posted on the first day of the next: the month before `from` may be posted on `from`.
  const earliest = firstOfMonth(addDays(firstOfMonth(from), -1));
  for (let day = firstOfMonth(to); day >= earliest; day = firstOfMonth(addDays(day, -1))) {
    months.push(day);
  }
  return months;
}

function toStatement(item: Item, account: Account, firstDay: string): Statement {
  const postedOn = firstOfMonth(addDays(firstDay, 31));
  return {
    statementId: deriveId(item.itemId, 'statement', account.account_key, firstDay),
    account,
    year: Number(firstDay.slice(0, 4)),
    month: Number(firstDay.slice(5, 7)),
    firstDay,
    lastDay: addDays(postedOn, -1),
    postedOn,
  };
}

function firstOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`;
}

function startStatements(sandbox: Sandbox, item: Item): void {
  sandbox.db.transaction(() => {
    sandbox.db.run(
      'UPDATE items SET products_json = ? WHERE item_id = ?',
      JSON.stringify([...new Set([...item.products, 'statements'])]),
      item.itemId,
    );
    requestStatements(sandbox, item.itemId, null);
  });
}
