import { expect, it } from 'vitest';
import type { OpenClaimDto } from './contract.ts';
import { groupClaims, sumOpen } from './group-claims.ts';

const claim = (owedBy: string | null, minor: number, currency = 'USD'): OpenClaimDto => ({
  transactionId: '',
  date: '2026-05-03',
  merchant: 'Pizzeria Uno',
  owedBy,
  claimed: { minor, currency },
  open: { minor, currency },
});

it('takes two spellings of a name for one person, and nobody for one of their own', () => {
  const groups = groupClaims([claim('anna', 100), claim(null, 5), claim('Anna ', 50)]);
  expect(groups.map(({ owedBy, sums }) => [owedBy, sums])).toEqual([
    ['Anna ', [{ currency: 'USD', minor: 150 }]],
    [null, [{ currency: 'USD', minor: 5 }]],
  ]);
});

it('adds up each currency for itself', () => {
  expect(sumOpen([claim('A', 1), claim('B', 900, 'EUR'), claim('C', 2)])).toEqual([
    { currency: 'EUR', minor: 900 },
    { currency: 'USD', minor: 3 },
  ]);
});
