import type { BankSecurity } from './investments.ts';

/** A listed security; what is not given is unknown, as it mostly is at Plaid (identifiers need a licence). */
export function security(
  key: string,
  name: string | null,
  fields: Partial<BankSecurity> = {},
): BankSecurity {
  return {
    key,
    name,
    ticker_symbol: key,
    type: 'equity',
    subtype: 'common stock',
    is_cash_equivalent: false,
    isin: null,
    cusip: null,
    sedol: null,
    institution_security_id: null,
    institution_id: null,
    proxy_security_id: null,
    close_price: null,
    close_price_as_of: null,
    update_datetime: null,
    iso_currency_code: 'USD',
    unofficial_currency_code: null,
    market_identifier_code: null,
    sector: null,
    industry: null,
    cfi_code: null,
    option_contract: null,
    fixed_income: null,
    ...fields,
  };
}

export function fund(
  key: string,
  name: string,
  closePrice: number,
  type: 'mutual fund' | 'etf' = 'mutual fund',
): BankSecurity {
  return security(key, name, { type, subtype: type, close_price: closePrice });
}

/** Money itself, as a position. */
export function cash(currency: string): BankSecurity {
  return security(`CUR:${currency}`, currency === 'USD' ? 'U S Dollar' : currency, {
    type: 'cash',
    subtype: 'cash',
    is_cash_equivalent: true,
    close_price: 1,
    iso_currency_code: currency,
  });
}
