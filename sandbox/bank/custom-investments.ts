import type { CustomAccount } from './custom-account.ts';
import {
  appraise,
  type BankHolding,
  type BankInvestmentRow,
  type BankSecurity,
} from './investments.ts';
import { toCents } from './loan-math.ts';
import { cash, security } from './securities.ts';

type CustomHolding = NonNullable<CustomAccount['holdings']>[number];
type CustomSecurity = NonNullable<CustomHolding['security']>;
type CustomRow = NonNullable<CustomAccount['investment_transactions']>[number];

/** What options are listed as: underlying, day, call or put, strike in thousandths. */
const optionSymbol = /^([A-Z]+)(\d{2})(\d{2})(\d{2})([CP])(\d{8})$/;

const subtypeByType = {
  buy: 'buy',
  sell: 'sell',
  cancel: 'adjustment',
  cash: 'deposit',
  fee: 'miscellaneous fee',
  transfer: 'transfer',
} as const;

/** Null when the configuration lists none: the account then holds its balance in money. */
export function readCustomHoldings(account: CustomAccount): BankHolding[] | null {
  if (!account.holdings) {
    return null;
  }
  const currency = account.currency ?? 'USD';
  const held = account.holdings.map((holding) => toHolding(holding, currency));
  const rest = toCents((account.starting_balance ?? 0) - sumHoldings(held));
  return rest > 0
    ? [...held, { ...toHolding({ quantity: rest, institution_price: 1 }, currency) }]
    : held;
}

export function sumHoldings(holdings: BankHolding[]): number {
  const sum = holdings.reduce((total, holding) => total + appraise(holding), 0);
  return Math.round(sum * 10_000) / 10_000;
}

export function readCustomInvestmentRows(
  account: CustomAccount,
  accountKey: string,
  createdOn: string,
): BankInvestmentRow[] {
  return (account.investment_transactions ?? []).map((row, index) =>
    toRow(row, accountKey, index, createdOn, account.currency ?? 'USD'),
  );
}

function toHolding(holding: CustomHolding, currency: string): BankHolding {
  return {
    security: toSecurity(holding.security ?? {}, holding.currency ?? currency),
    quantity: holding.quantity ?? 0,
    price: holding.institution_price ?? 0,
    priceAsOf: holding.institution_price_as_of ?? null,
    costBasis: holding.cost_basis ?? null,
    currency: holding.currency ?? currency,
  };
}

function toRow(
  row: CustomRow,
  accountKey: string,
  index: number,
  createdOn: string,
  currency: string,
): BankInvestmentRow {
  const type = row.type ?? 'cash';
  const quantity = row.quantity ?? 0;
  const price = row.price ?? 0;
  const fees = row.fees ?? 0;
  // Units that come in are paid for, fees are paid in any case.
  const amount = toCents(quantity * price + fees);
  return {
    key: String(index),
    accountKey,
    date: row.date ?? createdOn,
    name: row.name ?? type.toUpperCase(),
    security: row.security ? toSecurity(row.security, row.currency ?? currency) : null,
    quantity,
    price,
    fees,
    amount,
    type,
    subtype: type === 'cash' && amount > 0 ? 'withdrawal' : subtypeByType[type],
    currency: row.currency ?? currency,
  };
}

/** A security without any name is money. */
function toSecurity(custom: CustomSecurity, currency: string): BankSecurity {
  const key = custom.ticker_symbol ?? custom.cusip ?? custom.isin ?? custom.sedol ?? custom.name;
  const denominated = custom.currency ?? currency;
  if (!key || key === denominated || key === `CUR:${denominated}`) {
    return cash(denominated);
  }
  return security(key, custom.name ?? custom.ticker_symbol ?? null, {
    ticker_symbol: custom.ticker_symbol ?? null,
    cusip: custom.cusip ?? null,
    isin: custom.isin ?? null,
    sedol: custom.sedol ?? null,
    iso_currency_code: denominated,
    ...readOption(custom.ticker_symbol ?? ''),
  });
}

function readOption(symbol: string): Partial<BankSecurity> {
  const [, underlying, year, month, day, side, strike] = symbol.match(optionSymbol) ?? [];
  return underlying === undefined
    ? {}
    : {
        type: 'derivative',
        subtype: 'option',
        option_contract: {
          contract_type: side === 'C' ? 'call' : 'put',
          expiration_date: `20${year}-${month}-${day}`,
          strike_price: Number(strike) / 1000,
          underlying_security_ticker: underlying,
        },
      };
}
