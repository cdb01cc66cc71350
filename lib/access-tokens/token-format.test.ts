import { describe, expect, it } from 'vitest';
import { newId } from '#lib/db/ids';
import { makeToken, readToken } from './token-format.ts';

describe('a token', () => {
  it.each([
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    newId(),
  ])('says where it is found, for %s', (householdId) => {
    const token = makeToken(householdId);
    expect(token).toMatch(/^plm_[0-9A-Za-z]{71}$/);
    expect(readToken(token)).toEqual({ householdId, tokenHash: expect.any(Uint8Array) });
    expect(makeToken(householdId)).not.toBe(token);
  });

  it('is none with any character of it changed, left out or added', () => {
    const token = makeToken(newId());
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === '7' ? '8' : '7';
      expect(readToken(token.slice(0, at) + other + token.slice(at + 1)), String(at)).toBeNull();
      expect(readToken(token.slice(0, at) + token.slice(at + 1)), String(at)).toBeNull();
    }
    for (const text of ['', 'plm_', ` ${token}`, `${token}\n`, `${token}0`, `x${token}`]) {
      expect(readToken(text)).toBeNull();
    }
  });
});
