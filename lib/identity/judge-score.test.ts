import { expect, it } from 'vitest';
import { judgeScore } from './judge-score.ts';

// The bounds are those of Plaid's reference of /identity/match.
it.each([
  ['names', 100, 'Same'],
  ['names', 99, 'Strong match'],
  ['names', 85, 'Strong match'],
  ['names', 84, 'Partial match'],
  ['names', 70, 'Partial match'],
  ['names', 69, 'No match'],
  ['addresses', 90, 'Strong match'],
  ['addresses', 89, 'Partial match'],
  ['addresses', 69, 'Weak match'],
  ['phones', 99, 'Partial match'],
  ['phones', 0, 'No match'],
  ['emails', 70, 'Partial match'],
] as const)('of %s, %i is: %s', (kind, score, meaning) => {
  expect(judgeScore(kind, score)).toBe(meaning);
});

it('leaves unknown what either side does not have', () => {
  expect(judgeScore('names', null)).toBe('Not known');
});
