import 'server-only';
import { isOfficialCurrency } from '#lib/money/currency';
import type { Price } from './contract.ts';

export type Prices = { currency: string; byProduct: Readonly<Record<string, Price>> };

const priceForm = /^([a-z][a-z0-9_]{0,49})=(\d{1,6}(?:\.\d{1,6})?)\/(month|once)$/;

/**
 * Reads "USD transactions=0.30/month auth=1.50/once".
 *
 * @returns null for what is not of that form, names a product twice, or no currency
 */
export function parsePrices(text: string): Prices | null {
  const [currency = '', ...words] = text.trim().split(/\s+/);
  if (!isOfficialCurrency(currency)) return null;
  const byProduct: Record<string, Price> = {};
  for (const word of words) {
    const [, product, amount, per] = priceForm.exec(word) ?? [];
    if (!product || !amount || Object.hasOwn(byProduct, product)) return null;
    byProduct[product] = { per: per === 'month' ? 'month' : 'once', amount };
  }
  return { currency, byProduct };
}
