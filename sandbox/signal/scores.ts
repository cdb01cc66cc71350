import type { RuleResult, SignalScores } from 'plaid';
import type { Wire } from '../plaid/wire.ts';

/** Amounts that Plaid's Sandbox answers with a fixed score, so that every branch can be tried. */
const scoreByTestAmount = new Map([
  [3.53, 10],
  [12.17, 60],
  [27.53, 90],
]);

// The deprecated tiers: the highest score of each but the last.
const customerTiers = [20, 40, 60, 80];
const bankTiers = [10, 25, 40, 55, 70, 85, 95];

const reviewFrom = 50;
const rerouteFrom = 80;
const scorePerOverdraft = 8;
const newConnectionDays = 30;

interface Evidence {
  amount: number;
  available: number;
  overdrafts: number;
  daysConnected: number;
}

/** From 1 to 99; a higher score says that the payment is likelier to come back. */
export function scorePayment(evidence: Evidence): { bank: number; customer: number } {
  const fixed = scoreByTestAmount.get(evidence.amount);
  if (fixed !== undefined) {
    return { bank: fixed, customer: fixed };
  }
  const { amount, available, overdrafts, daysConnected } = evidence;
  const strain = amount <= 0 ? 0 : amount / (amount + Math.max(0, available));
  const novelty = Math.max(0, newConnectionDays - daysConnected) / newConnectionDays;
  return {
    bank: clamp(strain * 95 + overdrafts * scorePerOverdraft),
    customer: clamp(5 + novelty * 15 + strain * 30),
  };
}

export function toWireScores({
  bank,
  customer,
}: {
  bank: number;
  customer: number;
}): Wire<SignalScores> {
  return {
    bank_initiated_return_risk: { score: bank, risk_tier: tierOf(bank, bankTiers) },
    customer_initiated_return_risk: { score: customer, risk_tier: tierOf(customer, customerTiers) },
  };
}

/** What the sandbox's one ruleset decides, under whatever key it is asked for. */
export function decide(score: number): Wire<RuleResult> {
  if (score >= rerouteFrom) {
    return 'REROUTE';
  }
  return score >= reviewFrom ? 'REVIEW' : 'ACCEPT';
}

function tierOf(score: number, limits: number[]): number {
  const index = limits.findIndex((limit) => score <= limit);
  return (index === -1 ? limits.length : index) + 1;
}

function clamp(score: number): number {
  return Math.min(99, Math.max(1, Math.round(score)));
}
