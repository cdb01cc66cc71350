import 'server-only';
import { toDecimalSum } from '#lib/money/minor';
import { roundTogether } from '#lib/money/round-together';
import type { ProviderHolding } from '#lib/plaid/investments';

/** One position of an account as it is stored. */
export type PlannedHolding = {
  accountId: string;
  securityId: string;
  /** Plain decimals. */
  quantity: string;
  price: string;
  pricedOn: string | null;
  valueMinor: string;
  currency: string;
  costMinor: number | null;
  /** JSON: a list of what Plaid sent of it. */
  raw: string;
};

type Named = ProviderHolding & { accountId: string; securityId: string };

/**
 * Pure: holdings of Plaid's as positions of ours. A bank may tell of one position in parts, which become one; and what
 * an account holds in a currency is rounded together, so that it comes to the cent to what the bank's figures come to.
 */
export function planHoldings(
  holdings: readonly ProviderHolding[],
  accountIds: ReadonlyMap<string, string>,
  securityIds: ReadonlyMap<string, string>,
): PlannedHolding[] {
  const named = holdings.flatMap((each): Named[] => {
    const accountId = accountIds.get(each.plaidAccountId);
    const securityId = securityIds.get(each.plaidSecurityId);
    return accountId && securityId ? [{ ...each, accountId, securityId }] : [];
  });
  const positions = [...Map.groupBy(named, positionOf).values()].flatMap(joinParts);
  const together = Map.groupBy(positions, ({ accountId, currency }) => `${accountId} ${currency}`);
  return [...together.values()].flatMap(roundAll);
}

function positionOf({ accountId, securityId }: Named): string {
  return `${accountId} ${securityId}`;
}

type Position = Omit<PlannedHolding, 'valueMinor'> & { value: string };

function joinParts(parts: readonly Named[]): Position[] {
  const [first] = parts;
  if (!first) return [];
  const costs = parts.map(({ costMinor }) => costMinor);
  const { accountId, securityId, price, pricedOn, currency } = first;
  return [
    {
      accountId,
      securityId,
      price,
      pricedOn,
      currency,
      quantity: toDecimalSum(parts.map((each) => each.quantity)),
      value: toDecimalSum(parts.map((each) => each.value)),
      // Of a position whose cost is known in part nobody can say what it gained.
      costMinor: costs.includes(null)
        ? null
        : costs.reduce<number>((sum, each) => sum + (each ?? 0), 0),
      raw: `[${parts.map(({ raw }) => raw).join(',')}]`,
    },
  ];
}

function roundAll(positions: readonly Position[]): PlannedHolding[] {
  const currency = positions[0]?.currency ?? '';
  const minor = roundTogether(
    positions.map(({ value }) => value),
    currency,
  );
  return positions.map(({ value: _, ...position }, index) => ({
    ...position,
    valueMinor: String(minor[index]),
  }));
}
