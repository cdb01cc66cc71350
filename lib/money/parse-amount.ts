import { currencyExponent } from './currency.ts';

export type DecimalMark = '.' | ',';

/** No amount that means anything is longer. */
const longest = 40;

/**
 * An amount as people and banks write it, `1,234.50`, `−12`, `(12.50)`, `€ 1.234,50`, `12.50 DR`,
 * in minor units. Nothing is rounded.
 *
 * @param mark  the decimal mark; guessed from the text alone unless told
 * @returns null for what is no amount, has more decimals than the currency, or is too large
 */
export function parseAmount(
  text: string,
  currency: string,
  mark: DecimalMark = guessDecimalMark([text]),
): number | null {
  const plain = readSigned(text);
  const size = plain && readSize(plain.digits, mark);
  if (!plain || !size) return null;
  const places = currencyExponent(currency);
  const fraction = size.fraction.replace(/0+$/, '');
  if (fraction.length > places) return null;
  const minor = Number(`${size.integer}${fraction.padEnd(places, '0')}`);
  if (!Number.isSafeInteger(minor)) return null;
  return plain.negative && minor !== 0 ? -minor : minor;
}

/** Which mark amounts that were written alike have before their decimals; a point when nothing tells. */
export function guessDecimalMark(texts: readonly string[]): DecimalMark {
  let commas = 0;
  for (const text of texts) {
    const { digits = '' } = readSigned(text) ?? {};
    const [point, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')];
    if (point >= 0 && comma >= 0) commas += comma > point ? 1 : -1;
    else if (comma >= 0) commas += isDecimal(digits, ',') ? 1 : -1;
    else if (point >= 0) commas += isDecimal(digits, '.') ? -1 : 1;
  }
  return commas > 0 ? ',' : '.';
}

/** A mark that is there once, and not before three digits, divides no thousands. */
function isDecimal(digits: string, mark: DecimalMark): boolean {
  const parts = digits.split(mark);
  return parts.length === 2 && (parts[1]?.length !== 3 || /^0?$/.test(parts[0] ?? ''));
}

/** The sign, wherever it stands, and the digits with their marks. */
function readSigned(text: string): { negative: boolean; digits: string } | null {
  if (text.length > longest) return null;
  let rest = text.normalize('NFKC').replace(/[−–‒]/g, '-').trim();
  const inParentheses = /^\((.*)\)$/.exec(rest);
  if (inParentheses) rest = (inParentheses[1] ?? '').trim();
  const word = /\b(dr|debit|cr|credit)\.?$/i.exec(rest)?.[1]?.toLowerCase();
  if (word) rest = rest.slice(0, rest.toLowerCase().lastIndexOf(word)).trim();
  // A currency's name or sign, before or after the digits, and whatever divides thousands but marks.
  rest = rest.replace(/^([+-]?)\s*[\p{Sc}\p{L}]{1,4}(?=[\s\d+-])/u, '$1');
  rest = rest.replace(/(?<=\d)\s*[\p{Sc}\p{L}]{1,4}\s*([+-]?)$/u, '$1');
  rest = rest.replace(/(?<=\d)[\s'’](?=\d)/g, '').replace(/\s/g, '');
  const match = /^([+-]?)([\d.,]*\d[\d.,]*)([+-]?)$/.exec(rest);
  if (!match || (match[1] && match[3])) return null;
  const isMinus = match[1] === '-' || match[3] === '-';
  const isOut = inParentheses !== null || word?.startsWith('d') === true;
  return { negative: isMinus !== isOut, digits: match[2] ?? '' };
}

function readSize(digits: string, mark: DecimalMark): { integer: string; fraction: string } | null {
  const thousands = mark === '.' ? ',' : '.';
  const [whole = '', fraction = '', ...more] = digits.split(mark);
  if (more.length > 0 || fraction.includes(thousands)) return null;
  // Groups of three, or of two as in India.
  if (!/^(\d*|\d{1,3}([.,]\d{2,3})*)$/.test(whole)) return null;
  return { integer: whole.replaceAll(thousands, '') || '0', fraction };
}
