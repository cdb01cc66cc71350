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
  const { format, point } = getFormatter(locale, currency, precision === 'whole' ? 0 : digits);
  const printed = format.format(toDecimalText(Math.abs(minor), digits));

  const first = printed.search(digit);
  const end = endOfDigits(printed);
  const number = printed.slice(first, end);
  const pointAt = point === null ? -1 : number.lastIndexOf(point);
  const prefix =
    currency === null || isOfficialCurrency(currency)
      ? printed.slice(0, first)
      : `${currency}\u00a0`;
  const integer = pointAt < 0 ? number : number.slice(0, pointAt);
  const fraction = pointAt < 0 ? '' : number.slice(pointAt);
  const suffix = printed.slice(end);
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
  const size = Math.abs(minor) / 10 ** currencyExponent(currency);
  const text = getCompactFormat(locale, isOfficial ? currency : null).format(size);
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

// The text is taken apart here: `formatToParts` takes three times as long as `format`, and its parts as long again.
const digit = /\p{Nd}/u;

function endOfDigits(text: string): number {
  let end = text.length;
  while (end > 0 && !digit.test(text.charAt(end - 1))) end -= 1;
  return end;
}

/** 1234 with two digits is "12.34": text that Intl reads exactly. */
function toDecimalText(minor: number, digits: number): Intl.StringNumericLiteral {
  const padded = String(minor).padStart(digits + 1, '0');
  const point = padded.length - digits;
  return `${padded.slice(0, point)}.${padded.slice(point)}0` as Intl.StringNumericLiteral;
}

// Making a formatter costs about fifty times what using it does, and a list shows thousands.
type Formatter = {
  format: Intl.NumberFormat;
  /** Before the fraction; null where there is none. */
  point: string | null;
};
const formatters = new Map<string, Formatter>();

function getFormatter(locale: string, currency: string | null, digits: number): Formatter {
  const key = `${locale}|${currency}|${digits}`;
  const known = formatters.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(
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
  const point = format.formatToParts(0).find(({ type }) => type === 'decimal')?.value ?? null;
  const made = { format, point };
  formatters.set(key, made);
  return made;
}

const compactFormats = new Map<string, Intl.NumberFormat>();

/** @param currency  official; null for a number alone */
function getCompactFormat(locale: string, currency: string | null): Intl.NumberFormat {
  const key = `${locale}|${currency}`;
  const known = compactFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    notation: 'compact',
    maximumFractionDigits: 2,
    ...(currency !== null && { style: 'currency', currency, minimumFractionDigits: 0 }),
  });
  compactFormats.set(key, made);
  return made;
}
