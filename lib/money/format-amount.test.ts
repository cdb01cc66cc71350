import { describe, expect, it } from 'vitest';
import { formatAmount } from './format-amount.ts';

describe('formatAmount', () => {
  it.each([
    [0, 'USD', '$0.00'],
    [5, 'USD', '$0.05'],
    [-4520, 'USD', '−$45.20'],
    [123456789, 'USD', '$1,234,567.89'],
    [123456, 'JPY', '¥123,456'],
    [1234567, 'KWD', 'KWD\u00a01,234.567'],
    [123456, 'AFN', 'AFN\u00a01,234.56'],
    [-1050, 'EUR', '−€10.50'],
    [2599, 'CAD', 'CA$25.99'],
    [150000000, 'BTC', 'BTC\u00a01.50'],
    [123456, 'BTC', 'BTC\u00a00.00123456'],
    [-2500000000, 'USDT', '−USDT\u00a025.00'],
    [1234, null, '12.34'],
  ])('prints %s %s as %s', (minor, currency, text) => {
    expect(formatAmount(minor, currency).text).toBe(text);
  });

  it('keeps every cent of the largest safe integer', () => {
    expect(formatAmount(Number.MAX_SAFE_INTEGER, 'USD').text).toBe('$90,071,992,547,409.91');
  });

  it('takes an amount apart so that the cents can be set softer', () => {
    expect(formatAmount(-123456, 'USD')).toEqual({
      sign: '−',
      prefix: '$',
      integer: '1,234',
      fraction: '.56',
      suffix: '',
      text: '−$1,234.56',
      spoken: 'minus $1,234.56',
    });
  });

  it('follows the locale in separators and in the place of the symbol', () => {
    const parts = formatAmount(-123456, 'EUR', { locale: 'de-DE' });
    expect(parts).toMatchObject({ sign: '−', prefix: '', integer: '1.234', fraction: ',56' });
    expect(parts.suffix).toBe('\u00a0€');
  });

  it('shows the sign as asked', () => {
    expect(formatAmount(100, 'USD', { sign: 'always' }).text).toBe('+$1.00');
    expect(formatAmount(-100, 'USD', { sign: 'always' }).text).toBe('−$1.00');
    expect(formatAmount(-100, 'USD', { sign: 'none' }).text).toBe('$1.00');
    expect(formatAmount(0, 'USD', { sign: 'always' }).text).toBe('$0.00');
  });

  it('rounds for charts and gives no direction to what rounds to nothing', () => {
    expect(formatAmount(123456, 'USD', { precision: 'whole' }).text).toBe('$1,235');
    expect(formatAmount(-40, 'USD', { precision: 'whole' }).text).toBe('$0');
  });

  it('says that it does not know instead of showing zero', () => {
    expect(formatAmount(null, 'USD')).toMatchObject({ text: '–', spoken: 'unknown' });
  });

  it('lets the caller state the exponent', () => {
    expect(formatAmount(12345, 'USD', { exponent: 3 }).text).toBe('$12.345');
  });
});
