import type { DueDto } from '#lib/recurring/contract';

/** What dues come to by currency, as sizes; what was missed and what goes between own accounts is left out. */
export function sumDues(
  dues: readonly DueDto[],
): { currency: string; outMinor: number; leftMinor: number; inMinor: number }[] {
  const counted = dues.filter(({ state, transfer }) => state !== 'missed' && !transfer);
  return [...Map.groupBy(counted, ({ currency }) => currency)].map(([currency, own]) => {
    const out = own.filter(({ amountMinor }) => amountMinor < 0);
    return {
      currency,
      outMinor: Math.abs(sum(out)),
      leftMinor: Math.abs(sum(out.filter(({ state }) => state !== 'seen'))),
      inMinor: sum(own.filter(({ amountMinor }) => amountMinor > 0)),
    };
  });
}

function sum(dues: readonly DueDto[]): number {
  return dues.reduce((total, { amountMinor }) => total + amountMinor, 0);
}
