import { describe, expect, it } from 'vitest';
import { findOldestBalance, kindOf } from './account-labels.tsx';

describe('kindOf', () => {
  it.each([
    ['credit card', 'Credit card'],
    ['cd', 'CD'],
    ['401k', '401k'],
    ['simple ira', 'SIMPLE IRA'],
    ['money market', 'Money market'],
    [null, 'Credit cards'],
  ])('of %s is %s', (subtype, kind) => {
    expect(kindOf({ subtype, group: 'cards' })).toBe(kind);
  });
});

describe('findOldestBalance', () => {
  const account = (
    read: string | null,
    updated: string | null,
    standing: 'counted' | 'disconnected' = 'counted',
  ) => ({
    standing,
    balanceAsOf: read && `2026-11-21T${read}:00.000Z`,
    balanceUpdatedAt: updated && `2026-11-21T${updated}:00.000Z`,
  });
  const [fetched, dated] = [account('12:00', null), account('12:00', '06:30')];

  it.each([
    ['the bank’s own time where there is one', [dated], '06:30', true],
    ['else when it was fetched', [fetched], '12:00', false],
    ['the oldest of several', [fetched, dated, account('11:00', null)], '06:30', true],
    [
      'nothing of what does not count',
      [account('09:00', null, 'disconnected'), fetched],
      '12:00',
      false,
    ],
  ])('is %s', (_what, accounts, time, isBanksWord) => {
    const at = `2026-11-21T${time}:00.000Z`;
    expect(findOldestBalance(accounts)).toEqual({ at, isBanksWord });
  });

  it('is null where no balance was ever read', () => {
    expect(findOldestBalance([account(null, null)])).toBeNull();
  });
});
