import { describe, expect, it } from 'vitest';
import { transactionPatch } from './contract.ts';

describe('transactionPatch', () => {
  it('sets a field or gives it back, never both', () => {
    expect(transactionPatch.safeParse({ revert: ['categoryId'], note: 'x' }).success).toBe(true);
    for (const patch of [
      { revert: ['categoryId'], categoryId: null },
      { revert: ['amount'] },
      { revert: [] },
    ]) {
      expect(transactionPatch.safeParse(patch).success).toBe(false);
    }
  });
});
