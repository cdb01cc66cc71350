import type { RateDto } from '#lib/rates/contract';

/** "1 EUR = 1.0845 USD", as it was entered. */
export function sayRate({ from, to, rate }: Pick<RateDto, 'from' | 'to' | 'rate'>): string {
  return `1\u00a0${from} = ${rate}\u00a0${to}`;
}
