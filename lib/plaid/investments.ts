import 'server-only';
import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { unnamedCurrency } from '#lib/money/currency';
import { toExactDecimal } from '#lib/money/minor';
import { accountSchema, type ProviderAccount, toProviderAccount } from './accounts.ts';
import { callPlaid } from './call.ts';
import { cleanText } from './clean-text.ts';
import { plaidApi } from './client.ts';
import { toRawJson } from './raw-json.ts';
import { requireMinor } from './require-minor.ts';

/** The largest page of transactions. */
const pageSize = 500;
/** Far more than an Item has; a longer answer is not believed. */
const holdingLimit = 10_000;

const currencyFields = {
  iso_currency_code: z.string().nullish(),
  unofficial_currency_code: z.string().nullish(),
};

const securitySchema = z.looseObject({
  security_id: z.string().max(200),
  name: z.string().nullish(),
  ticker_symbol: z.string().nullish(),
  type: z.string().nullish(),
  subtype: z.string().nullish(),
  is_cash_equivalent: z.boolean().nullish(),
  sector: z.string().nullish(),
  industry: z.string().nullish(),
});

const holdingSchema = z.looseObject({
  account_id: z.string(),
  security_id: z.string().max(200),
  quantity: z.number(),
  institution_price: z.number(),
  institution_price_as_of: civilDateSchema.nullish(),
  institution_value: z.number(),
  cost_basis: z.number().nullish(),
  ...currencyFields,
});

const rowSchema = z.looseObject({
  investment_transaction_id: z.string().max(200),
  account_id: z.string(),
  security_id: z.string().max(200).nullish(),
  date: civilDateSchema,
  name: z.string().nullish(),
  quantity: z.number(),
  amount: z.number(),
  price: z.number(),
  fees: z.number().nullish(),
  type: z.string().max(100),
  subtype: z.string().max(100).nullish(),
  ...currencyFields,
});

const securities = z.array(securitySchema.transform(toProviderSecurity)).max(holdingLimit);
const accounts = z.array(accountSchema).max(1_000);

const holdingsAnswer = z.object({
  accounts,
  holdings: z.array(holdingSchema.transform(toProviderHolding)).max(holdingLimit),
  securities,
});

const rowsAnswer = z.object({
  investment_transactions: z.array(rowSchema.transform(toProviderRow)).max(pageSize),
  securities,
  total_investment_transactions: z.int().min(0),
});

export type ProviderSecurity = {
  plaidSecurityId: string;
  name: string | null;
  ticker: string | null;
  /** Plaid's: equity, etf, mutual fund, …; null where it does not know. */
  type: string | null;
  subtype: string | null;
  isCash: boolean;
  sector: string | null;
  industry: string | null;
  raw: string;
};

export type ProviderHolding = {
  plaidAccountId: string;
  plaidSecurityId: string;
  /** Plain decimals with every digit that Plaid sent. */
  quantity: string;
  price: string;
  value: string;
  pricedOn: CivilDate | null;
  currency: string;
  /** What all of it cost; null where the bank does not say. */
  costMinor: number | null;
  raw: string;
};

export type ProviderInvestmentRow = {
  plaidInvestmentTransactionId: string;
  plaidAccountId: string;
  plaidSecurityId: string | null;
  date: CivilDate;
  name: string;
  /** Positive for units that come in. */
  quantity: string;
  price: string;
  /** Our sign: positive = cash in. */
  amountMinor: number;
  feesMinor: number | null;
  currency: string;
  type: string;
  subtype: string | null;
  raw: string;
};

export type ProviderHoldings = {
  /** With the balances of the very moment that the holdings are of. */
  accounts: ProviderAccount[];
  holdings: ProviderHolding[];
  securities: ProviderSecurity[];
};

export type ProviderInvestmentPage = {
  rows: ProviderInvestmentRow[];
  securities: ProviderSecurity[];
  /** Of all pages. */
  total: number;
};

/** What the investment accounts of an Item hold, as Plaid last read it. @throws PlaidError */
export async function getHoldings(accessToken: string): Promise<ProviderHoldings> {
  const answer = await callPlaid(
    '/investments/holdings/get',
    () => plaidApi().investmentsHoldingsGet({ access_token: accessToken }),
    holdingsAnswer,
    accessToken,
  );
  return { ...answer, accounts: answer.accounts.map(toProviderAccount) };
}

/**
 * Has Plaid ask the bank now, which bills it and may take half a minute; what is new is then read as ever.
 *
 * @throws PlaidError PRODUCTS_NOT_SUPPORTED where the bank answers no such question
 */
export async function refreshInvestments(accessToken: string): Promise<void> {
  await callPlaid(
    '/investments/refresh',
    () => plaidApi().investmentsRefresh({ access_token: accessToken }),
    z.looseObject({}),
    accessToken,
  );
}

/**
 * One page of what happened in the investment accounts of an Item, the newest first. Does not wait for Plaid to
 * read the history: until that is there the answer is PRODUCT_NOT_READY, and HISTORICAL_UPDATE follows.
 *
 * @param offset  how many rows were read before
 * @throws PlaidError
 */
export async function getInvestmentPage(
  accessToken: string,
  { from, to, offset }: { from: CivilDate; to: CivilDate; offset: number },
): Promise<ProviderInvestmentPage> {
  const answer = await callPlaid(
    '/investments/transactions/get',
    () =>
      plaidApi().investmentsTransactionsGet({
        access_token: accessToken,
        start_date: from,
        end_date: to,
        options: { count: pageSize, offset, async_update: true },
      }),
    rowsAnswer,
    accessToken,
  );
  const { investment_transactions: rows, total_investment_transactions: total } = answer;
  return { rows, total, securities: answer.securities };
}

function toProviderSecurity(security: z.infer<typeof securitySchema>): ProviderSecurity {
  const type = cleanText(security.type);
  return {
    plaidSecurityId: security.security_id,
    name: cleanText(security.name),
    ticker: cleanText(security.ticker_symbol),
    type,
    subtype: cleanText(security.subtype),
    isCash: security.is_cash_equivalent ?? type === 'cash',
    sector: cleanText(security.sector),
    industry: cleanText(security.industry),
    raw: toRawJson(security),
  };
}

function toProviderHolding(holding: z.infer<typeof holdingSchema>): ProviderHolding {
  const currency = currencyOf(holding);
  return {
    plaidAccountId: holding.account_id,
    plaidSecurityId: holding.security_id,
    quantity: toExactDecimal(holding.quantity),
    price: toExactDecimal(holding.institution_price),
    value: toExactDecimal(holding.institution_value),
    pricedOn: holding.institution_price_as_of ?? null,
    currency,
    costMinor: holding.cost_basis == null ? null : requireMinor(holding.cost_basis, currency),
    raw: toRawJson(holding),
  };
}

function toProviderRow(row: z.infer<typeof rowSchema>): ProviderInvestmentRow {
  const currency = currencyOf(row);
  const minor = requireMinor(row.amount, currency);
  return {
    plaidInvestmentTransactionId: row.investment_transaction_id,
    plaidAccountId: row.account_id,
    plaidSecurityId: row.security_id ?? null,
    date: row.date,
    name: cleanText(row.name) ?? 'No description',
    quantity: toExactDecimal(row.quantity),
    price: toExactDecimal(row.price),
    // Plaid: positive = cash out. Minus zero would not survive JSON.
    amountMinor: minor === 0 ? 0 : -minor,
    feesMinor: row.fees == null ? null : requireMinor(row.fees, currency),
    currency,
    type: row.type,
    subtype: row.subtype ?? null,
    raw: toRawJson(row),
  };
}

function currencyOf(row: {
  iso_currency_code?: string | null | undefined;
  unofficial_currency_code?: string | null | undefined;
}): string {
  return row.iso_currency_code ?? row.unofficial_currency_code ?? unnamedCurrency;
}
