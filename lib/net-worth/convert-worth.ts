import 'server-only';
import type { DayValues } from '#lib/balances/contract';
import type { Viewer } from '#lib/privacy/viewer';
import {
  convert,
  describeRates,
  type RateBook,
  readBase,
  readRateBook,
} from '#lib/rates/read-rates';
import type { CurrencyWorth, TotalWorth } from './contract.ts';

type Days = { fromDay: number; toDay: number };
type Sums = Pick<CurrencyWorth, 'currency' | 'assets' | 'debts' | 'readFrom'>;

/** All currencies as one, at each day's own rates. Null where all is in the household's currency already. */
export async function convertWorth(
  viewer: Viewer,
  currencies: readonly Sums[],
  days: Days,
): Promise<TotalWorth | null> {
  const { currency: to } = await readBase(viewer);
  if (currencies.every(({ currency }) => currency === to)) return null;
  const codes = currencies.map(({ currency }) => currency);
  const book = await readRateBook(viewer, { to, currencies: codes, ...days });
  return composeTotal(currencies, book, days);
}

/**
 * A day is a gap where something is known of it and a rate is missing. What is owned and what is owed are each
 * rounded once; net worth is what is left of the two, so that a page adds up.
 */
function composeTotal(
  currencies: readonly Sums[],
  book: RateBook,
  { fromDay, toDay }: Days,
): TotalWorth {
  const sides: Record<'assets' | 'debts', DayValues> = { assets: [], debts: [] };
  const unrated = new Map<string, number>();
  for (let day = fromDay; day <= toDay; day += 1) {
    const own = currencies.filter(({ assets }) => (assets[day - fromDay] ?? null) !== null);
    for (const { from } of missingOn(own, book, { fromDay, day })) {
      unrated.set(from, (unrated.get(from) ?? 0) + 1);
    }
    for (const side of ['assets', 'debts'] as const) {
      const parts = own.map((each) => ({
        minor: each[side][day - fromDay] ?? 0,
        currency: each.currency,
        day,
      }));
      sides[side].push(own.length === 0 ? null : convert(book, parts));
    }
  }
  const net = sides.assets.map((assets, index) => {
    const debts = sides.debts[index] ?? null;
    return assets === null || debts === null ? null : assets - debts;
  });
  const readFrom = currencies.map((each) => each.readFrom ?? '').sort();
  return {
    ...describeLast(currencies, book, { fromDay, day: toDay }),
    net,
    // Either side alone would be a figure that its day does not have.
    assets: sides.assets.map((each, index) => (net[index] === null ? null : each)),
    debts: sides.debts.map((each, index) => (net[index] === null ? null : each)),
    readFrom: readFrom.at(-1) || null,
    unrated: [...unrated].map(([currency, days]) => ({ currency, days })),
  };
}

type Place = { fromDay: number; day: number };

function describeLast(currencies: readonly Sums[], book: RateBook, place: Place) {
  return describeRates(book, heldOn(currencies, place), place.day);
}

function missingOn(currencies: readonly Sums[], book: RateBook, place: Place) {
  return describeLast(currencies, book, place).missing;
}

/** Nothing needs no rate. */
function heldOn(currencies: readonly Sums[], { fromDay, day }: Place): string[] {
  return currencies
    .filter(({ assets, debts }) => assets[day - fromDay] || debts[day - fromDay])
    .map(({ currency }) => currency);
}
