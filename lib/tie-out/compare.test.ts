import { describe, expect, it } from 'vitest';
import { compareBalance, type TieOutFacts } from './compare.ts';

const checking: TieOutFacts = {
  type: 'depository',
  listed: true,
  historyComplete: true,
  currentMinor: 10_000n,
  anchorMinor: 10_000n,
  anchorPostedMinor: 500n,
  balanceMoved: true,
  postedMinor: 500n,
  pendingMinor: 0n,
  foreignRows: 0,
  held: null,
};

describe('compareBalance', () => {
  it.each<[string, Partial<TieOutFacts>, string, string | null, bigint | null]>([
    ['nothing happened', {}, 'ties_out', null, 10_000n],
    [
      'money in raises a deposit',
      { postedMinor: 700n, currentMinor: 10_200n },
      'ties_out',
      null,
      10_200n,
    ],
    [
      'a purchase raises what a card owes',
      { type: 'credit', postedMinor: 300n, currentMinor: 10_200n },
      'ties_out',
      null,
      10_200n,
    ],
    ['a row is missing', { currentMinor: 12_500n }, 'off', null, 10_000n],
    ['a row is too much', { postedMinor: -2_000n, currentMinor: 10_000n }, 'off', null, 7_500n],
    [
      'the bank counts its pending rows',
      { pendingMinor: -425n, currentMinor: 9_575n },
      'ties_out',
      'pending_included',
      10_000n,
    ],
    [
      'a card counts its pending rows',
      { type: 'credit', pendingMinor: -425n, currentMinor: 10_425n },
      'ties_out',
      'pending_included',
      10_000n,
    ],
    [
      'rows are posted and the balance never moved',
      { balanceMoved: false, postedMinor: -80n },
      'no_basis',
      'static',
      null,
    ],
    ['no row and no move', { balanceMoved: false }, 'ties_out', null, 10_000n],
    ['a loan', { type: 'loan' }, 'no_basis', 'kind', null],
    ['an investment account', { type: 'investment' }, 'no_basis', 'kind', null],
    ['the bank gives no balance', { currentMinor: null }, 'no_basis', 'no_balance', null],
    [
      'the history is on its way',
      { anchorMinor: null, anchorPostedMinor: null, historyComplete: false },
      'no_basis',
      'history',
      null,
    ],
    ['rows in another currency', { foreignRows: 1 }, 'no_basis', 'currency', null],
    ['the account is gone', { listed: false }, 'no_basis', 'gone', null],
  ])('%s', (_name, facts, status, reason, impliedMinor) => {
    expect(compareBalance({ ...checking, ...facts })).toEqual({ status, reason, impliedMinor });
  });
});

describe('what an account of securities holds', () => {
  const held: NonNullable<TieOutFacts['held']> = {
    heldMinor: 9_000n,
    heldCashMinor: 0n,
    balanceMinor: 10_000n,
    availableMinor: null,
    foreign: 0,
  };
  it.each<[string, Partial<typeof held>, string, string | null]>([
    ['comes to its balance', { heldMinor: 10_000n }, 'ties_out', null],
    ['does not', {}, 'off', null],
    ['lacks cash that is in the balance alone', { availableMinor: 1_000n }, 'ties_out', null],
    ['is in several currencies', { foreign: 1 }, 'no_basis', 'currency'],
    ['is of another moment', { balanceMinor: 9_000n }, 'no_basis', 'holdings_older'],
  ])('%s', (_, facts, status, reason) => {
    const account = { ...checking, type: 'investment', anchorMinor: null };
    expect(compareBalance({ ...account, held: { ...held, ...facts } })).toMatchObject({
      status,
      reason,
    });
  });
});
