import { describe, expect, it } from 'vitest';
import { toDecimal } from './minor.ts';
import { guessDecimalMark, parseAmount } from './parse-amount.ts';

describe('parseAmount', () => {
  it.each([
    ['12', 1200],
    ['12.5', 1250],
    ['12,50', 1250],
    ['-12.50', -1250],
    ['12.50-', -1250],
    ['−12.50', -1250],
    ['+12.50', 1250],
    ['(12.50)', -1250],
    ['$1,234.56', 123456],
    ['-$1,234.56', -123456],
    ['€ 1.234,56', 123456],
    ['1 234,56 €', 123456],
    ['1\u202f234,56', 123456],
    ['1’234.50', 123450],
    ['CHF 1’234.50', 123450],
    ['12,34,567.00', 123456700],
    ['12.50 CR', 1250],
    ['12.50 DR', -1250],
    ['１２．５０', 1250],
    ['.5', 50],
    ['1,234', 123400],
    ['0.125', null],
    ['12.3400', 1234],
    ['0', 0],
    ['-0.00', 0],
    ['', null],
    ['-', null],
    ['abc', null],
    ['1.5e3', null],
    ['12.50 13.50', null],
    ['1.2.3', null],
    ['--5', null],
    ['-5-', null],
    ['99999999999999999999', null],
    ['9'.repeat(100_000), null],
  ])('reads %s as %s', (text, minor) => {
    expect(parseAmount(text, 'USD')).toBe(minor);
  });

  it('has as many decimals as the currency', () => {
    expect(parseAmount('1,234', 'JPY')).toBe(1234);
    expect(parseAmount('1.5', 'JPY')).toBeNull();
    expect(parseAmount('1.2345', 'KWD')).toBeNull();
    expect(parseAmount('1.234', 'KWD', '.')).toBe(1234);
  });

  it('reads back whatever is written for programs', () => {
    for (const minor of [0n, 5n, -5n, 100n, -123456789n, 9007199254740991n]) {
      expect(parseAmount(toDecimal(minor, 'USD'), 'USD', '.')).toBe(Number(minor));
    }
  });
});

describe('guessDecimalMark', () => {
  it.each([
    [['1.234,50', '12'], ','],
    [['1,234.50', '12'], '.'],
    [['1,234', '5,678', '12,5'], '.'],
    [['12,50', '1,99'], ','],
    [['1.234.567', '1.000'], ','],
    [['0.125'], '.'],
    [[], '.'],
  ])('of %j is %s', (texts, mark) => {
    expect(guessDecimalMark(texts)).toBe(mark);
  });
});
