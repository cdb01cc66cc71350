/**
 * Decimal places of each currency: ISO 4217's minor unit. Everything listed nowhere is one of the
 * unofficial codes Plaid uses for crypto-currencies and the like, kept with eight places.
 *
 * Not taken from Intl: engines carry CLDR's digits, which differ from ISO's and between versions.
 */
export const unofficialExponent = 8;
const defaultExponent = 2;

const exponents: Record<string, number> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
      .split(' ')
      .map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

const official = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN ' +
    'BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ' +
    'ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK ' +
    'JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK ' +
    'MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN ' +
    'PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB ' +
    'TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD ' +
    'XCG XOF XPF YER ZAR ZMW ZWG ZWL'
  ).split(' '),
);

/** Banks that name no currency mean their own; their amounts are read with two decimals. */
export const unnamedCurrency = 'USD';

/** Decimal places between a unit of the currency and its minor unit: 2 for USD, 0 for JPY. */
export function currencyExponent(currency: string): number {
  if (!official.has(currency)) return unofficialExponent;
  return exponents[currency] ?? defaultExponent;
}

/** The ISO 4217 codes by their number of decimal places, the most usual number first. */
export const currenciesByExponent: readonly { exponent: number; currencies: string[] }[] = [
  ...Map.groupBy(official, currencyExponent),
]
  .map(([exponent, currencies]) => ({ exponent, currencies }))
  .sort((a, b) => b.currencies.length - a.currencies.length);

/** True for an ISO 4217 code, which Intl can name; false for Plaid's unofficial codes. */
export function isOfficialCurrency(currency: string): boolean {
  return official.has(currency);
}
