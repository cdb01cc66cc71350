import 'server-only';
import type { AccountGroup } from './account-kinds.ts';
import type { NetWorth } from './contract.ts';

/**
 * What an account adds to net worth. The one place where the sign of a debt turns: Plaid gives what
 * is owed as positive, and so do we, until here.
 */
export function signedWorthMinor(type: string, currentMinor: number): number {
  const isDebt = type === 'credit' || type === 'loan';
  // Minus zero would not survive JSON.
  return isDebt && currentMinor !== 0 ? -currentMinor : currentMinor;
}

export function groupOf(type: string): AccountGroup {
  if (type === 'depository') return 'cash';
  if (type === 'investment' || type === 'brokerage') return 'investments';
  if (type === 'credit') return 'cards';
  if (type === 'loan') return 'loans';
  return 'other';
}

/**
 * Totals per currency, the currency with most accounts first. A card in credit counts as an asset.
 *
 * @param onItsWay  what is on its way between two of the accounts, by currency
 */
export function sumNetWorth(
  worths: { minor: number; currency: string }[],
  onItsWay: ReadonlyMap<string, number> = new Map(),
): NetWorth[] {
  const totals = new Map<string, NetWorth & { count: number }>();
  for (const { minor, currency } of worths) {
    const total = totals.get(currency) ?? {
      currency,
      assetsMinor: 0,
      debtsMinor: 0,
      transitMinor: onItsWay.get(currency) ?? 0,
      netMinor: onItsWay.get(currency) ?? 0,
      count: 0,
    };
    if (minor >= 0) total.assetsMinor += minor;
    else total.debtsMinor -= minor;
    total.netMinor += minor;
    total.count += 1;
    totals.set(currency, total);
  }
  return [...totals.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ count: _count, ...total }) => total);
}
