import { describe, expect, it } from 'vitest';
import { type MappableAccount, mapAccounts } from './map-accounts.ts';

const checking: MappableAccount = {
  id: 'old',
  persistentAccountId: null,
  name: 'Checking',
  mask: '0000',
  type: 'depository',
  subtype: 'checking',
  currency: 'USD',
};
const fresh = { ...checking, id: 'new' };

describe('accounts of an old and a new connection', () => {
  it.each<[string, Partial<MappableAccount>, Partial<MappableAccount>, string | null, boolean]>([
    ['the same mask, name and kind', {}, {}, 'new', true],
    [
      'the same lasting id, whatever else changed',
      { persistentAccountId: 'p', name: 'Old name', mask: '1' },
      { persistentAccountId: 'p', name: 'New name', mask: '2' },
      'new',
      true,
    ],
    ['the same mask under another name', { name: 'Old name' }, {}, 'new', false],
    ['the same name under another mask', { mask: '9999' }, {}, 'new', false],
    ['the same name without masks', { mask: null }, { mask: null }, 'new', false],
    ['another kind', {}, { type: 'credit' }, null, false],
    ['another currency', {}, { currency: 'CAD' }, null, false],
    ['nothing in common', { name: 'A', mask: '1' }, { name: 'B', mask: '2' }, null, false],
  ])('with %s', (_what, from, to, toId, sure) => {
    const [match] = mapAccounts([{ ...checking, ...from }], [{ ...fresh, ...to }]);
    expect(match).toMatchObject({ fromId: 'old', toId, sure });
  });

  it('are left to the person where two answer to the same', () => {
    const twins = [fresh, { ...fresh, id: 'twin' }];
    expect(mapAccounts([checking], twins)).toEqual([
      { fromId: 'old', toId: null, sure: false, candidateIds: ['new', 'twin'] },
    ]);
    const olds = [checking, { ...checking, id: 'old twin' }];
    expect(mapAccounts(olds, [fresh]).map(({ toId }) => toId)).toEqual([null, null]);
  });

  it('leave no rival to the weaker keys once the stronger ones have spoken', () => {
    const savings = { ...checking, name: 'Savings', mask: '1111', subtype: 'savings' };
    const renamed = { ...savings, id: 'new savings', name: 'Rainy day' };
    expect(
      mapAccounts([checking, { ...savings, id: 'old savings' }], [fresh, renamed]),
    ).toMatchObject([
      { toId: 'new', sure: true },
      { toId: 'new savings', sure: false },
    ]);
  });
});
