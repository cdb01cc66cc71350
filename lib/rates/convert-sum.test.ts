import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDay, fromEpochDay } from '#lib/dates/civil-date';
import { currencyExponent } from '#lib/money/currency';
import type { RateDto } from './contract.ts';
import { convertSum } from './convert-sum.ts';
import { courseOf, rateOn } from './find-rate.ts';
import { longestRateDays } from './limits.ts';
import { readRateText, writeRate } from './rate-text.ts';

const codes = ['USD', 'EUR', 'JPY', 'KWD', 'BTC'] as const;
const code = fc.constantFrom(...codes);
const text = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 1, max: 999_999 }))
  .map(([whole, decimals]) => `${whole}.${String(decimals).padStart(6, '0')}`);

/** A decimal text as it stands, over a power of ten. */
function exactly(rate: string): [bigint, bigint] {
  const [whole = '', decimals = ''] = rate.split('.');
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
}

describe('a sum of several currencies', () => {
  it('is the exact sum, rounded once and half to even', () => {
    const part = fc.record({ minor: fc.integer({ min: -1e9, max: 1e9 }), currency: code });
    const rates = fc.record(Object.fromEntries(codes.map((each) => [each, text])));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), code, rates, (parts, to, texts) => {
        const fractionOf = ({ currency }: { currency: string }) =>
          readFraction(texts[currency] ?? '1');
        // Everything over one denominator: a million of a rate, ten to the eighth of a unit.
        const denominator = 10n ** 6n * 10n ** 8n;
        const sum = parts.reduce((all, { minor, currency }) => {
          const inUnits = BigInt(minor) * 10n ** BigInt(8 - currencyExponent(currency));
          const [rate, scale] = currency === to ? [1n, 1n] : exactly(texts[currency] ?? '1');
          return all + (inUnits * rate * 10n ** 6n) / scale;
        }, 0n);
        const found = convertSum(parts, to, fractionOf);
        const scaled = sum * 10n ** BigInt(currencyExponent(to));
        if (found === null) {
          expect(scaled / denominator > 2n ** 52n || scaled / denominator < -(2n ** 52n)).toBe(
            true,
          );
          return;
        }
        const off = (BigInt(found) * denominator - scaled) * 2n;
        expect(off <= denominator && off >= -denominator).toBe(true);
        if (off === denominator || off === -denominator) expect(BigInt(found) % 2n).toBe(0n);
      }),
    );
  });

  it('is not rounded part by part', () => {
    const third = { numerator: 1n, denominator: 3n };
    const parts = Array.from({ length: 3 }, () => ({ minor: 1, currency: 'EUR' }));
    expect(convertSum(parts, 'USD', () => third)).toBe(1);
  });

  it('is unknown without a rate, unless there is nothing to convert', () => {
    expect(convertSum([{ minor: 1, currency: 'EUR' }], 'USD', () => null)).toBeNull();
    expect(convertSum([{ minor: 0, currency: 'EUR' }], 'USD', () => null)).toBe(0);
  });

  it('knows that yen have no cents', () => {
    const rate = readFraction('0.0066');
    expect(convertSum([{ minor: 10_000, currency: 'JPY' }], 'USD', () => rate)).toBe(6_600);
  });
});

function readFraction(rate: string) {
  const [numerator, denominator] = exactly(rate);
  return { numerator, denominator };
}

const from = '2026-01-01';
const dateOf = (day: number) => fromEpochDay(epochDay(from) + day);

describe('the rate of a day', () => {
  const rate = fc.record({
    day: fc.integer({ min: 0, max: 90 }),
    from: fc.constantFrom('USD', 'EUR', 'GBP'),
    to: fc.constantFrom('USD', 'EUR', 'GBP'),
    rate: text,
  });

  it('is the latest at or before it that can be told, and never an older one than allowed', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(rate, {
          maxLength: 12,
          selector: (each) => `${each.day} ${each.from} ${each.to}`,
        }),
        fc.integer({ min: 0, max: 140 }),
        (all, day) => {
          const rates = all
            .filter((each) => each.from !== each.to)
            .map(({ day: on, ...each }) => ({ ...each, date: dateOf(on) }));
          const found = rateOn(courseOf(rates, 'EUR', 'USD'), epochDay(dateOf(day)));
          const expected = lookBack(rates, day);
          expect(found && [found.value.numerator, found.value.denominator]).toEqual(expected);
        },
      ),
    );
  });
});

/** One day after the other, back from the one that is asked for. */
function lookBack(rates: RateDto[], day: number): [bigint, bigint] | null {
  for (let on = day; on >= day - longestRateDays; on -= 1) {
    const leg = (a: string, b: string): [bigint, bigint] | null => {
      const of = (one: string, other: string) =>
        rates.find((each) => each.date === dateOf(on) && each.from === one && each.to === other);
      const [straight, turned] = [of(a, b), of(b, a)];
      if (straight) return kept(straight);
      if (!turned) return null;
      const [numerator, denominator] = kept(turned);
      return [denominator, numerator];
    };
    const direct = leg('EUR', 'USD');
    if (direct) return direct;
    const [first, second] = [leg('EUR', 'GBP'), leg('GBP', 'USD')];
    if (first && second) return [first[0] * second[0], first[1] * second[1]];
  }
  return null;
}

/** As it is kept: without zeros at its end. */
const kept = ({ rate }: RateDto) => exactly(rate.replace(/\.?0+$/, ''));

describe('a rate as text', () => {
  it('comes back as it was written, but for zeros that say nothing', () => {
    const pairs = [
      ['1.0845', '1.0845'],
      ['1.50', '1.5'],
      ['150', '150'],
      ['0.000001', '0.000001'],
      ['007', '7'],
    ] as const;
    for (const [written, read] of pairs) {
      const value = readRateText(written);
      expect(value && writeRate(value)).toBe(read);
    }
  });

  it.each(['', '0', '0.00', '-1', '1,5', '1e3', 'NaN', '1.', '0.0000000000001', '9999999999999'])(
    'refuses %j',
    (written) => expect(readRateText(written)).toBeNull(),
  );
});
