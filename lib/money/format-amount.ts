import { currencyExponent, isOfficialCurrency } from './currency.ts';

export type AmountOptions = {
  /** `auto` marks only money out, `always` marks both ways, `none` shows the size alone. */
  sign?: 'auto' | 'always' | 'none';
  /** `whole` rounds to the currency's unit: for charts, never for lists. */
  precision?: 'exact' | 'whole';
  /** Digits after the point in `minor`, where the caller knows better than ISO 4217. */
  exponent?: number;
  locale?: string;
};

export type AmountParts = {
  sign: '' | '+' | typeof minusSign;
  /** Symbol or code before the digits, with the space the locale puts there. */
  prefix: string;
  integer: string;
  /** With its decimal separator; empty for a currency without minor units. */
  fraction: string;
  suffix: string;
  /** All of the above as one line of text. */
  text: string;
  /** What a screen reader should say: some skip over U+2212. */
  spoken: string;
};

/**
 * An integer count of minor units as the parts of a printed amount. Unknown (null) is "–", which is
 * not zero. The division by a power of ten happens on the decimal text, so that no cent is lost to
 * a float however large the sum.
 */
export function formatAmount(
  minor: number | null,
  currency: string | null,
  { sign = 'auto', precision = 'exact', exponent, locale = 'en-US' }: AmountOptions = {},
): AmountParts {
  if (minor === null) return unknown;
  const digits = exponent ?? minorDigits(currency);
  const formatter = getFormatter(locale, currency, precision === 'whole' ? 0 : digits);
  const parts = formatter.formatToParts(toDecimalText(Math.abs(minor), digits));

  const first = parts.findIndex((part) => part.type === 'integer');
  const last = parts.findLastIndex((part) => part.type === 'integer' || part.type === 'fraction');
  const join = (from: number, to: number, fractional?: boolean) =>
    parts
      .slice(from, to)
      .filter((part) => fractional === undefined || isFractional(part.type) === fractional)
      .map((part) => part.value)
      .join('');

  const prefix =
    currency === null || isOfficialCurrency(currency) ? join(0, first) : `${currency}\u00a0`;
  const integer = join(first, last + 1, false);
  const fraction = join(first, last + 1, true);
  const suffix = join(last + 1, parts.length);
  // An amount that rounds to nothing has no direction.
  const isZero = !/[1-9]/.test(integer + fraction);
  const mark =
    isZero || sign === 'none' ? '' : minor < 0 ? minusSign : sign === 'always' ? '+' : '';
  const size = `${prefix}${integer}${fraction}${suffix}`;
  return {
    sign: mark,
    prefix,
    integer,
    fraction,
    suffix,
    text: `${mark}${size}`,
    spoken: mark === '' ? size : `${mark === '+' ? 'plus' : 'minus'} ${size}`,
  };
}

/** "$12.5K": for the marks beside a chart, where room is short and exactness of no use. */
export function formatCompact(minor: number, currency: string, locale = 'en-US'): string {
  const isOfficial = isOfficialCurrency(currency);
  const text = new Intl.NumberFormat(locale, {
    notation: 'compact',
    maximumFractionDigits: 2,
    ...(isOfficial && { style: 'currency', currency, minimumFractionDigits: 0 }),
  }).format(Math.abs(minor) / 10 ** currencyExponent(currency));
  return `${minor < 0 ? minusSign : ''}${isOfficial ? '' : `${currency}\u00a0`}${text}`;
}

/** Amounts without a currency are read with two decimals. */
function minorDigits(currency: string | null): number {
  return currency === null ? 2 : currencyExponent(currency);
}

const minusSign = '\u2212';

const unknown: AmountParts = {
  sign: '',
  prefix: '',
  integer: '–',
  fraction: '',
  suffix: '',
  text: '–',
  spoken: 'unknown',
};

function isFractional(type: Intl.NumberFormatPartTypes): boolean {
  return type === 'decimal' || type === 'fraction';
}

/** 1234 with two digits is "12.34": text that Intl reads exactly. */
function toDecimalText(minor: number, digits: number): Intl.StringNumericLiteral {
  const padded = String(minor).padStart(digits + 1, '0');
  const point = padded.length - digits;
  return `${padded.slice(0, point)}.${padded.slice(point)}0` as Intl.StringNumericLiteral;
}

// Making a formatter costs about fifty times what using it does, and a list shows thousands.
const formatters = new Map<string, Intl.NumberFormat>();

function getFormatter(locale: string, currency: string | null, digits: number): Intl.NumberFormat {
  const key = `${locale}|${currency}|${digits}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(
    locale,
    currency !== null && isOfficialCurrency(currency)
      ? {
          style: 'currency',
          currency,
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }
      : { minimumFractionDigits: Math.min(2, digits), maximumFractionDigits: digits },
  );
  formatters.set(key, made);
  return made;
}
