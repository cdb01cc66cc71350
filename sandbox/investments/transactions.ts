import type { InvestmentTransaction } from 'plaid';
import type { Account } from '../accounts/accounts.ts';
import type { BankInvestmentRow, WireSecurity } from '../bank/investments.ts';
import { addDays } from '../dates.ts';
import { deriveId } from '../ids.ts';
import type { Item } from '../items/item.ts';
import { openBankUser } from '../items/open-bank-user.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { SecurityList } from './holdings.ts';

/** How far back Plaid reads the books of an investment account. */
const historyDays = 730;

export interface InvestmentPage {
  investment_transactions: Wire<InvestmentTransaction>[];
  securities: WireSecurity[];
  total_investment_transactions: number;
}

interface PageRequest {
  from: string;
  to: string;
  count: number;
  offset: number;
}

/** Newest first, in an order that stays the same from page to page. */
export function readInvestmentPage(
  sandbox: Sandbox,
  item: Item,
  accounts: Account[],
  { from, to, count, offset }: PageRequest,
): InvestmentPage {
  const rows = listInvestmentRows(sandbox, item, accounts, from, to).reverse();
  const securities = new SecurityList();
  const idByKey = new Map(accounts.map((account) => [account.account_key, account.account_id]));
  return {
    investment_transactions: rows
      .slice(offset, offset + count)
      .map((row) => toWire(item, row, idByKey.get(row.accountKey) ?? '', securities)),
    securities: securities.list(),
    total_investment_transactions: rows.length,
  };
}

/** What the books say from one day to another, oldest first: two years back at most, and not ahead of today. */
export function listInvestmentRows(
  sandbox: Sandbox,
  item: Item,
  accounts: Account[],
  from: string,
  to: string,
): BankInvestmentRow[] {
  const today = sandbox.clock.today();
  const earliest = addDays(today, -historyDays);
  const keys = new Set(accounts.map((account) => account.account_key));
  return openBankUser(item)
    .investmentRowsBetween(from > earliest ? from : earliest, to < today ? to : today)
    .filter((row) => keys.has(row.accountKey));
}

function toWire(
  item: Item,
  row: BankInvestmentRow,
  accountId: string,
  securities: SecurityList,
): Wire<InvestmentTransaction> {
  return {
    investment_transaction_id: deriveId(item.itemId, 'investment', row.accountKey, row.key),
    account_id: accountId,
    security_id: row.security === null ? null : securities.add(row.security),
    date: row.date,
    transaction_datetime: null,
    name: row.name,
    quantity: row.quantity,
    amount: row.amount,
    price: row.price,
    fees: row.fees,
    type: row.type,
    subtype: row.subtype,
    iso_currency_code: row.currency,
    unofficial_currency_code: null,
    cancel_transaction_id: null,
  };
}
