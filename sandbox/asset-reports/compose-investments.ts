import type { AssetReportInvestments } from 'plaid';
import type { Account } from '../accounts/accounts.ts';
import { readPortfolio } from '../investments/holdings.ts';
import { readInvestmentPage } from '../investments/transactions.ts';
import type { Item } from '../items/item.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';

/** What an investment account holds and what happened in it, in the fewer words of a report. */
export function composeInvestments(
  sandbox: Sandbox,
  item: Item,
  account: Account,
  span: { from: string; today: string },
): Wire<AssetReportInvestments> {
  const { holdings, securities } = readPortfolio(item, [account]);
  const page = readInvestmentPage(sandbox, item, [account], {
    from: span.from,
    to: span.today,
    count: Number.MAX_SAFE_INTEGER,
    offset: 0,
  });
  const all = [...securities, ...page.securities];
  const byId = new Map(all.map((security) => [security.security_id, security]));
  return {
    holdings: holdings.map((holding) => ({
      account_id: holding.account_id,
      security_id: holding.security_id,
      ticker_symbol: byId.get(holding.security_id)?.ticker_symbol ?? null,
      institution_price: holding.institution_price,
      institution_price_as_of: holding.institution_price_as_of ?? null,
      institution_value: holding.institution_value,
      cost_basis: holding.cost_basis,
      quantity: holding.quantity,
      iso_currency_code: holding.iso_currency_code,
      unofficial_currency_code: holding.unofficial_currency_code,
    })),
    securities: [...byId.values()].map((security) => ({
      security_id: security.security_id,
      name: security.name,
      ticker_symbol: security.ticker_symbol,
      type: security.type,
    })),
    transactions: page.investment_transactions.map((row) => ({
      investment_transaction_id: row.investment_transaction_id,
      account_id: row.account_id,
      security_id: row.security_id,
      date: row.date,
      name: row.name,
      quantity: row.quantity,
      vested_quantity: row.quantity,
      vested_value: row.amount,
      amount: row.amount,
      price: row.price,
      fees: row.fees,
      type: row.type,
      subtype: row.subtype,
      iso_currency_code: row.iso_currency_code,
      unofficial_currency_code: row.unofficial_currency_code,
    })),
  };
}
