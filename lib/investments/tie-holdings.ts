import 'server-only';

/** What one account holds, in its currency, and the balance its bank gave in the same answer. */
export type HeldFacts = {
  heldMinor: bigint;
  /** Of that, what is cash. */
  heldCashMinor: bigint;
  balanceMinor: bigint | null;
  /** Plaid's `available`: of an investment account, the cash that can be withdrawn. */
  availableMinor: bigint | null;
};

export type HeldTie = {
  /** Cash that is in the balance and not among the holdings; it counts beside them, once. */
  unlistedCashMinor: bigint;
  /** All that is known to be in the account. */
  totalMinor: bigint;
};

/**
 * Some banks list cash as a holding, some only in the balance. It is taken for the second where no holding is cash
 * and the cash that can be withdrawn is exactly what the holdings lack; in any other case a difference stays one.
 */
export function tieHoldings(facts: HeldFacts): HeldTie {
  const { heldMinor, heldCashMinor, balanceMinor, availableMinor } = facts;
  const cash = availableMinor ?? 0n;
  const isUnlisted = heldCashMinor === 0n && cash > 0n && heldMinor + cash === balanceMinor;
  const unlistedCashMinor = isUnlisted ? cash : 0n;
  return { unlistedCashMinor, totalMinor: heldMinor + unlistedCashMinor };
}
