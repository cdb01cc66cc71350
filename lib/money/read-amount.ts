import { currencyExponent } from './currency.ts';
import { formatAmount } from './format-amount.ts';
import { add, type Fraction, multiply } from './fraction.ts';
import { divideHalfEven } from './minor.ts';

/** What a person typed as an amount, or what is wrong with it, in words for them. */
export type AmountReading = { minor: number; isSum: boolean } | { problem: string };

const maxLength = 100;
const maxDepth = 20;

/**
 * Reads an amount or a sum: `12.50`, `1,234.5`, `$12.50+3*2`, `(80 − 12.40) / 3`. Exact until the end;
 * what is multiplied or divided is rounded half to even to the currency's minor unit, but an amount
 * written with more decimals than the currency has is refused rather than rounded. A comma before one
 * or two last digits can only be a decimal mark (`12,50`); before three it divides thousands.
 *
 * @returns minor units, our sign as typed; `isSum` when there was something to reckon
 */
export function readAmount(text: string, currency: string): AmountReading {
  if (text.length > maxLength) return { problem: `Use at most ${maxLength} characters.` };
  const tokens = tokenise(text, currency);
  if (!Array.isArray(tokens)) return tokens;
  if (tokens.length === 0) return { problem: 'Enter an amount.' };
  try {
    const parser = new Parser(tokens);
    const value = parser.readAll();
    return toReading(value, currency, parser);
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.message || notAnAmount(text) };
    throw error;
  }
}

function notAnAmount(text: string): string {
  return `“${text.trim()}” is not an amount. Write it as 12.40, or as a sum such as 10 + 2.40.`;
}

function toReading(
  { numerator, denominator }: Fraction,
  currency: string,
  { isScaled, isSum }: Pick<Parser, 'isScaled' | 'isSum'>,
): AmountReading {
  const exponent = currencyExponent(currency);
  const scaled = numerator * 10n ** BigInt(exponent);
  if (!isScaled && scaled % denominator !== 0n) {
    const places = exponent === 1 ? '1 decimal' : `${exponent || 'no'} decimals`;
    return { problem: `Amounts in ${currency} have ${places}.` };
  }
  const minor = Number(divideHalfEven(scaled, denominator));
  if (!Number.isSafeInteger(minor)) return { problem: 'This amount is too large.' };
  return { minor: minor === 0 ? 0 : minor, isSum };
}

const tokenPattern =
  /\s+|(?<european>(?:\d{1,3}(?:\.\d{3})+|\d+),\d{1,2}(?![\d,.]))|(?<number>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)|(?<sign>[-+*/()])|(?<mark>[\p{L}$]*\p{Sc}|\p{L}+)|(?<other>.)/gsu;

/** Numbers and signs; the currency's own marks are passed over, those of another are refused. */
function tokenise(text: string, currency: string): string[] | { problem: string } {
  const marks = marksOf(currency);
  const tokens: string[] = [];
  for (const { groups = {} } of unify(text).matchAll(tokenPattern)) {
    const { european, number, sign, mark, other } = groups;
    if (european) tokens.push(european.replaceAll('.', '').replace(',', '.'));
    else if (number) tokens.push(number.replaceAll(',', ''));
    else if (sign) tokens.push(sign);
    else if (mark && !marks.has(mark.toUpperCase())) {
      const isCurrency = /\p{Sc}|^[A-Z]{3}$/u.test(mark);
      return { problem: isCurrency ? `This amount is in ${currency}.` : notAnAmount(text) };
    } else if (other) return { problem: notAnAmount(text) };
  }
  return tokens;
}

function unify(text: string): string {
  return text.replace(/[−–—]/g, '-').replace(/[×·]/g, '*').replace(/÷/g, '/');
}

function marksOf(currency: string): ReadonlySet<string> {
  const { prefix } = formatAmount(0, currency);
  const narrow = prefix.replace(/^[A-Z]+(?=\p{Sc})/u, '');
  return new Set([currency, prefix.trim(), narrow.trim()].map((mark) => mark.toUpperCase()));
}

/** Without words of its own: it is no amount. */
class Refusal extends Error {}

/** sum = product (± product)…; product = factor (× or ÷ factor)…; factor = ±factor, (sum) or a number. */
class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;
  #numbers = 0;
  /** Something was multiplied or divided, so that the end may be rounded. */
  isScaled = false;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isSum(): boolean {
    return this.#numbers > 1;
  }

  readAll(): Fraction {
    const value = this.#sum();
    if (this.#at < this.#tokens.length) throw new Refusal();
    return value;
  }

  #sum(): Fraction {
    let value = this.#product();
    for (let sign = this.#take('+-'); sign; sign = this.#take('+-')) {
      const next = this.#product();
      const by = sign === '+' ? next.numerator : -next.numerator;
      value = add(value, { ...next, numerator: by });
    }
    return value;
  }

  #product(): Fraction {
    let value = this.#factor();
    for (let sign = this.#take('*/'); sign; sign = this.#take('*/')) {
      this.isScaled = true;
      value = sign === '*' ? multiply(value, this.#factor()) : divide(value, this.#factor());
    }
    return value;
  }

  #factor(): Fraction {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new Refusal('This sum is nested too deeply.');
    const value = this.#signed();
    this.#depth -= 1;
    return value;
  }

  #signed(): Fraction {
    const sign = this.#take('+-');
    if (sign) {
      const { numerator, denominator } = this.#factor();
      return { numerator: sign === '-' ? -numerator : numerator, denominator };
    }
    if (this.#take('(')) {
      const value = this.#sum();
      if (!this.#take(')')) throw new Refusal('A bracket is not closed.');
      return value;
    }
    const token = this.#tokens[this.#at];
    if (!token || '+-*/()'.includes(token)) throw new Refusal();
    this.#at += 1;
    this.#numbers += 1;
    return toFraction(token);
  }

  /** The next token, if it is one of these signs. */
  #take(signs: string): string | undefined {
    const token = this.#tokens[this.#at];
    if (!token || !signs.includes(token)) return undefined;
    this.#at += 1;
    return token;
  }
}

function toFraction(number: string): Fraction {
  const [integer = '', decimals = ''] = number.split('.');
  return { numerator: BigInt(integer + decimals), denominator: 10n ** BigInt(decimals.length) };
}

function divide(a: Fraction, b: Fraction): Fraction {
  if (b.numerator === 0n) throw new Refusal('Nothing can be divided by zero.');
  const sign = b.numerator < 0n ? -1n : 1n;
  return {
    numerator: a.numerator * b.denominator * sign,
    denominator: a.denominator * b.numerator * sign,
  };
}
