import 'server-only';
import type { Random } from './random.ts';

/**
 * How often what goes wrong in one history. Each seed draws its own, many of them zero: a history in
 * which everything fails at once hides what one fault alone would show.
 */
export type Faults = {
  /** Per call to PostgreSQL. */
  databaseRefused: number;
  /** Per call to PostgreSQL: done there, but the answer never came. */
  databaseReplyLost: number;
  /** Per call to Plaid. */
  plaidError: number;
  plaidReplyLost: number;
  /** Per call of a process: it dies before, during or after. */
  kill: number;
  /** Per call of a process: it is asked to end. */
  stop: number;
  /** Per call of a process: it stands still, maybe beyond a lease. */
  pause: number;
  /** Per webhook. */
  webhookLost: number;
  webhookDoubled: number;
  webhookLate: number;
  /** Per move of the bank. */
  cursorInvalid: number;
  signInNeeded: number;
  accessRevoked: number;
  /** Per deed of a person. */
  disconnect: number;
};

export const noFaults: Faults = {
  databaseRefused: 0,
  databaseReplyLost: 0,
  plaidError: 0,
  plaidReplyLost: 0,
  kill: 0,
  stop: 0,
  pause: 0,
  webhookLost: 0,
  webhookDoubled: 0,
  webhookLate: 0,
  cursorInvalid: 0,
  signInNeeded: 0,
  accessRevoked: 0,
  disconnect: 0,
};

export function drawFaults(random: Random): Faults {
  const rate = (most: number) => (random.chance(0.4) ? 0 : random.next() * most);
  return {
    databaseRefused: rate(0.02),
    databaseReplyLost: rate(0.02),
    plaidError: rate(0.15),
    plaidReplyLost: rate(0.08),
    kill: rate(0.015),
    stop: rate(0.005),
    pause: rate(0.015),
    webhookLost: random.chance(0.1) ? 1 : rate(0.5),
    webhookDoubled: rate(0.5),
    webhookLate: rate(0.5),
    cursorInvalid: rate(0.05),
    signInNeeded: rate(0.12),
    accessRevoked: rate(0.005),
    disconnect: rate(0.08),
  };
}
