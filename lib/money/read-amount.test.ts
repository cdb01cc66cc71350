import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from './format-amount.ts';
import { readAmount } from './read-amount.ts';

describe('readAmount', () => {
  it.each([
    ['12.50', 'USD', 1250],
    ['12', 'USD', 1200],
    ['12.', 'USD', 1200],
    ['.5', 'USD', 50],
    ['-12.50', 'USD', -1250],
    ['−12.50', 'USD', -1250],
    ['$1,234.5', 'USD', 123450],
    ['-$5', 'USD', -500],
    ['$-5', 'USD', -500],
    ['12.50 USD', 'USD', 1250],
    ['usd 12.50', 'USD', 1250],
    ['$5', 'CAD', 500],
    ['CA$5', 'CAD', 500],
    ['€3.20', 'EUR', 320],
    ['¥1200', 'JPY', 1200],
    ['12,40', 'EUR', 1240],
    ['1.234.567,5', 'EUR', 123456750],
    ['12,5+1,25', 'EUR', 1375],
    ['1,234', 'EUR', 123400],
    ['0.00000001', 'BTC', 1],
    ['1.234', 'KWD', 1234],
    ['12.50+3*2', 'USD', 1850],
    ['(80 − 12.40) / 3', 'USD', 2253],
    ['10 / 3', 'USD', 333],
    ['0.05 / 2', 'USD', 2],
    ['0.15 / 2', 'USD', 8],
    ['2 × 3 ÷ 4', 'USD', 150],
    ['8-2-1', 'USD', 500],
    ['8/4/2', 'USD', 100],
    ['2*-3', 'USD', -600],
    ['--5', 'USD', 500],
    ['0 - 0', 'USD', 0],
    ['-0', 'USD', 0],
  ])('%s in %s is %d', (text, currency, minor) => {
    const reading = readAmount(text, currency);
    expect('minor' in reading && reading.minor).toBe(minor);
  });

  it.each([
    ['', 'USD', /Enter an amount/],
    [' ', 'USD', /Enter an amount/],
    ['12,4x', 'USD', /“12,4x” is not an amount/],
    ['1,23,456', 'USD', /not an amount/],
    ['1,23.4', 'USD', /not an amount/],
    ['12.34,50', 'USD', /not an amount/],
    ['1.2.3', 'USD', /not an amount/],
    ['1 2', 'USD', /not an amount/],
    ['5 5+1', 'USD', /not an amount/],
    ['12+', 'USD', /not an amount/],
    ['*3', 'USD', /not an amount/],
    ['1e9', 'USD', /not an amount/],
    ['()', 'USD', /not an amount/],
    ['(1+2', 'USD', /not closed/],
    ['1)', 'USD', /not an amount/],
    ['€3', 'USD', /in USD/],
    ['$5 + €3', 'USD', /in USD/],
    ['EUR 5', 'USD', /in USD/],
    ['12.345', 'USD', /have 2 decimals/],
    ['1.5', 'JPY', /have no decimals/],
    ['5/0', 'USD', /divided by zero/],
    ['5/(3-3)', 'USD', /divided by zero/],
    ['90071992547409.92', 'USD', /too large/],
    [`${'('.repeat(30)}1${')'.repeat(30)}`, 'USD', /too deeply/],
    [`${'-'.repeat(60)}1`, 'USD', /too deeply/],
    ['1'.repeat(101), 'USD', /at most 100/],
  ])('refuses “%s” in %s', (text, currency, words) => {
    const reading = readAmount(text, currency);
    expect('problem' in reading && reading.problem).toMatch(words);
  });

  it('says whether there was something to reckon', () => {
    expect(readAmount('-12.50', 'USD')).toEqual({ minor: -1250, isSum: false });
    expect(readAmount('12+0', 'USD')).toEqual({ minor: 1200, isSum: true });
  });

  it('reads every amount as it is printed', () => {
    const currencies = fc.constantFrom('USD', 'EUR', 'CAD', 'JPY', 'KWD', 'CLF', 'AFN', 'BTC');
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, (minor, currency) => {
        const { text } = formatAmount(minor, currency);
        expect(readAmount(text, currency)).toEqual({
          minor: minor === 0 ? 0 : minor,
          isSum: false,
        });
      }),
    );
  });

  it('reckons like exact arithmetic, whatever the order and the brackets', () => {
    fc.assert(
      fc.property(sums, ({ text, cents }) => {
        fc.pre(text.length <= 100);
        expect(readAmount(text, 'USD')).toMatchObject({ minor: Number(cents) });
      }),
    );
  });

  it('answers anything at all with an exact amount or with words', () => {
    const scraps = fc.array(fc.constantFrom(...'0123456789.,+-*/()$€ xUSD'), { maxLength: 120 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          scraps.map((parts) => parts.join('')),
        ),
        (text) => {
          const reading = readAmount(text, 'USD');
          if ('problem' in reading) expect(reading.problem).not.toBe('');
          else expect(Number.isSafeInteger(reading.minor)).toBe(true);
        },
      ),
    );
  });
});

/** Written sums of whole cents with what they come to, made by whoever writes them. */
const { sums } = fc.letrec<{ sums: { text: string; cents: bigint } }>((tie) => ({
  sums: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc
      .nat(99_999)
      .map((cents) => ({ text: formatAmount(cents, 'USD').text, cents: BigInt(cents) })),
    fc.tuple(tie('sums'), fc.constantFrom('+', '-'), tie('sums')).map(([a, sign, b]) => ({
      text: `(${a.text})${sign} (${b.text})`,
      cents: sign === '+' ? a.cents + b.cents : a.cents - b.cents,
    })),
    fc
      .tuple(tie('sums'), fc.nat(9))
      .map(([a, times]) => ({ text: `${times} * (${a.text})`, cents: a.cents * BigInt(times) })),
    tie('sums').map((a) => ({ text: `-(${a.text})`, cents: -a.cents })),
  ),
}));
