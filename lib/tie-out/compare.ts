import 'server-only';
import { type HeldFacts, tieHoldings } from '#lib/investments/tie-holdings';
import type { TieOutReason } from './contract.ts';

/** What is known of one account at the moment its balance was read. Amounts of one currency. */
export type TieOutFacts = {
  type: string;
  /** Plaid still lists it. */
  listed: boolean;
  historyComplete: boolean;
  /** Plaid's sign: owed is positive. */
  currentMinor: bigint | null;
  anchorMinor: bigint | null;
  anchorPostedMinor: bigint | null;
  balanceMoved: boolean;
  /** Sum of the live posted rows, in our sign. */
  postedMinor: bigint;
  /** Sum of the live pending rows, in our sign. */
  pendingMinor: bigint;
  /** Rows in another currency than the balance's. */
  foreignRows: number;
  /** Null where nothing is known of what is held. */
  held: (HeldFacts & { foreign: number }) | null;
};

export type Comparison = {
  status: 'ties_out' | 'off' | 'no_basis';
  reason: TieOutReason | null;
  /** Plaid's sign. Null without a basis. */
  impliedMinor: bigint | null;
};

/** Balances that are nothing but the sum of their transactions. */
const comparableTypes = ['depository', 'credit'];

/** What posted rows do to a balance in Plaid's sign: money in raises a deposit and lowers a debt. */
export function balanceSign(type: string): 1n | -1n {
  return type === 'credit' ? -1n : 1n;
}

/**
 * Holds the bank's balance against the one our rows imply: the anchor, plus what the sum of the
 * posted rows has moved since the anchor was set. Pending rows are not counted, because most
 * banks' current balance does not count them; where it does, the two differ by exactly them.
 */
export function compareBalance(facts: TieOutFacts): Comparison {
  const noBasis = (reason: TieOutReason): Comparison => ({
    status: 'no_basis',
    reason,
    impliedMinor: null,
  });
  if (!facts.listed) return noBasis('gone');
  if (facts.held) return compareHeld(facts.held, facts.currentMinor, noBasis);
  if (!comparableTypes.includes(facts.type)) return noBasis('kind');
  if (facts.currentMinor === null) return noBasis('no_balance');
  if (facts.foreignRows > 0) return noBasis('currency');
  if (facts.anchorMinor === null || facts.anchorPostedMinor === null) {
    return noBasis(facts.historyComplete ? 'no_balance' : 'history');
  }
  const sign = balanceSign(facts.type);
  const impliedMinor = facts.anchorMinor + sign * (facts.postedMinor - facts.anchorPostedMinor);
  if (impliedMinor === facts.currentMinor) {
    return { status: 'ties_out', reason: null, impliedMinor };
  }
  if (!facts.balanceMoved) return noBasis('static');
  if (impliedMinor + sign * facts.pendingMinor === facts.currentMinor) {
    return { status: 'ties_out', reason: 'pending_included', impliedMinor };
  }
  return { status: 'off', reason: null, impliedMinor };
}

/** An account of securities is worth what it holds, at the moment at which both were read. */
function compareHeld(
  held: NonNullable<TieOutFacts['held']>,
  currentMinor: bigint | null,
  noBasis: (reason: TieOutReason) => Comparison,
): Comparison {
  if (currentMinor === null || held.balanceMinor === null) return noBasis('no_balance');
  if (held.foreign > 0) return noBasis('currency');
  if (held.balanceMinor !== currentMinor) return noBasis('holdings_older');
  const { totalMinor: impliedMinor } = tieHoldings(held);
  const status = impliedMinor === currentMinor ? 'ties_out' : 'off';
  return { status, reason: null, impliedMinor };
}
