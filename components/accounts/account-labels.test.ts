import { describe, expect, it } from 'vitest';
import { kindOf } from './account-labels.ts';

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
