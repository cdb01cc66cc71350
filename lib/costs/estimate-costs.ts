import 'server-only';
import { currencyExponent } from '#lib/money/currency';
import { add, type Fraction } from '#lib/money/fraction';
import { divideHalfEven, readDecimal, toSafeNumber } from '#lib/money/minor';
import type { CostsDto, ItemCostDto, Price, ProductCostDto } from './contract.ts';
import type { Prices } from './prices.ts';

type Counted = Pick<ProductCostDto, 'product' | 'billed' | 'added' | 'allowed'>;
type Estimate = Pick<CostsDto, 'products' | 'monthlyMinor' | 'onceMinor' | 'withoutPrice'>;

/** What is billed by the prices that are set; nothing is assumed of a product that has none. The dearest first. */
export function estimateCosts(counted: readonly Counted[], prices: Prices | null): Estimate {
  const products = counted
    .map((each): ProductCostDto => {
      const price = findPrice(prices, each.product);
      const minor = prices && price ? round(cost(prices, price, each.billed)) : null;
      return { ...each, price, minor };
    })
    .sort(
      (a, b) =>
        (b.minor ?? -1) - (a.minor ?? -1) ||
        b.billed - a.billed ||
        a.product.localeCompare(b.product),
    );
  const total = (per: Price['per']) => {
    const priced = products.flatMap(({ price, billed }) =>
      price?.per === per ? { price, billed } : [],
    );
    if (!prices || priced.length === 0) return null;
    return round(
      priced.reduce((sum, { price, billed }) => add(sum, cost(prices, price, billed)), nothing),
    );
  };
  return {
    products,
    monthlyMinor: total('month'),
    onceMinor: total('once'),
    withoutPrice: products.flatMap(({ product, billed, price }) =>
      billed > 0 && !price ? product : [],
    ),
  };
}

/** A month of one connection. */
export function estimateItem(
  billed: readonly string[],
  prices: Prices | null,
): Pick<ItemCostDto, 'monthlyMinor' | 'isPartial'> {
  const counted = billed.map((product) => ({ product, billed: 1, added: 0, allowed: 0 }));
  const { monthlyMinor, withoutPrice } = estimateCosts(counted, prices);
  return { monthlyMinor, isPartial: withoutPrice.length > 0 };
}

const nothing: Fraction = { numerator: 0n, denominator: 1n };

function findPrice(prices: Prices | null, product: string): Price | null {
  if (!prices || !Object.hasOwn(prices.byProduct, product)) return null;
  return prices.byProduct[product] ?? null;
}

/** In minor units, exact: a price may have more decimals than its currency. */
function cost({ currency }: Prices, { amount }: Price, count: number): Fraction {
  const { digits, scale } = readDecimal(amount);
  return {
    numerator: digits * BigInt(count) * 10n ** BigInt(currencyExponent(currency)),
    denominator: 10n ** BigInt(scale),
  };
}

function round({ numerator, denominator }: Fraction): number {
  return toSafeNumber(divideHalfEven(numerator, denominator));
}
