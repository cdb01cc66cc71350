import 'server-only';

/** Millionths of a percent, in which rates are kept exactly. */
const unit = 1_000_000n;

/** A decimal of a percent as millionths of one. */
export function toMillionths(rate: string): bigint {
  const [whole = '0', fraction = ''] = rate.split('.');
  return BigInt(whole) * unit + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

type Rate = { kind: string; rate: string; balanceMinor: number | null };

/**
 * The one rate that a card is planned with: what its balances bear, weighted by them, where the bank says
 * which rate applies to how much; else the rate of purchases; else the highest. Null where it names none.
 */
export function planRate(rates: readonly Rate[]): string | null {
  const bearing = rates.filter(({ balanceMinor }) => balanceMinor !== null && balanceMinor > 0);
  const total = bearing.reduce((sum, { balanceMinor }) => sum + BigInt(balanceMinor ?? 0), 0n);
  if (total > 0n) {
    const weighted = bearing.reduce(
      (sum, { rate, balanceMinor }) => sum + toMillionths(rate) * BigInt(balanceMinor ?? 0),
      0n,
    );
    return fromMillionths(weighted / total);
  }
  const purchases = rates.find(({ kind }) => kind === 'purchase_apr');
  const dearest = rates.toSorted((a, b) => Number(toMillionths(b.rate) - toMillionths(a.rate)));
  return purchases?.rate ?? dearest[0]?.rate ?? null;
}

function fromMillionths(millionths: bigint): string {
  const fraction = String(millionths % unit)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return fraction === '' ? String(millionths / unit) : `${millionths / unit}.${fraction}`;
}
