import type { CostsDto, Price } from '#lib/costs/contract';

/** "Transactions" of Plaid's `transactions`; what people know under another name stays as Plaid has it. */
export function nameProduct(product: string): string {
  const words = product.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "0.30 a month" */
export function sayPrice({ amount, per }: Price): string {
  return `${amount} ${per === 'month' ? 'a month' : 'once'}`;
}

/** What is in no total, so that nobody takes one for the bill. */
export function describeLeftOut({ withoutPrice, unread, currency }: CostsDto): string[] {
  const names = new Intl.ListFormat('en-US').format(withoutPrice.map(nameProduct));
  return [
    ...(currency && withoutPrice.length > 0 ? [`Left out, without a price: ${names}.`] : []),
    ...(unread > 0
      ? [
          `Left out, because Plaid has not said yet what it bills: ${unread} ${
            unread === 1 ? 'connection' : 'connections'
          }.`,
        ]
      : []),
    'Left out, because Plaid counts it by call and not by connection: balances that were refreshed, imports that were enriched, reports, and statements that were asked for again.',
    'Left out: connections that have been removed, minimums, discounts and taxes. Plaid’s dashboard has the bill.',
  ];
}
