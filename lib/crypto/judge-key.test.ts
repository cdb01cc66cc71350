import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findKeyWeakness } from './judge-key.ts';

const secret = randomBytes(32).toString('base64url');
const judge = (...keys: Buffer[]) =>
  findKeyWeakness(
    keys.map((bytes, index) => ({ id: `k${index}`, bytes })),
    secret,
  );

describe('findKeyWeakness', () => {
  it('finds nothing in random keys', () => {
    for (let time = 0; time < 2_000; time += 1) {
      expect(judge(randomBytes(32), randomBytes(32))).toBeNull();
    }
  });

  it.each<[string, Buffer]>([
    ['zeros', Buffer.alloc(32)],
    ['one byte over and over', Buffer.alloc(32, 0xab)],
    ['a short pattern', Buffer.from('0123456789abcdef'.repeat(4), 'hex')],
    ['counting', Buffer.from(Array.from({ length: 32 }, (_, index) => index))],
    [
      'counting down by seven',
      Buffer.from(Array.from({ length: 32 }, (_, i) => (250 - 7 * i) & 255)),
    ],
    ['a sentence', Buffer.from('change-me-to-32-random-bytes!!!!')],
    ['digits and letters', Buffer.from('0123456789abcdefghijklmnopqrstuv')],
  ])('refuses %s', (_what, bytes) => {
    expect(judge(randomBytes(32), bytes)).toMatch(/"k1" is not random/);
  });

  it.each<[string, Buffer]>([
    ['the secret itself, decoded', Buffer.from(secret, 'base64url')],
    ['its hash', createHash('sha256').update(secret).digest()],
    ['half of its longer hash', createHash('sha512').update(secret).digest().subarray(0, 32)],
  ])('refuses %s', (_what, bytes) => {
    expect(judge(bytes)).toMatch(/made from AUTH_SECRET/);
  });

  it('refuses a key that is there twice, by name or by bytes', () => {
    const bytes = randomBytes(32);
    expect(judge(bytes, bytes)).toMatch(/"k0" is there twice/);
    const twins = [bytes, randomBytes(32)].map((each) => ({ id: 'k1', bytes: each }));
    expect(findKeyWeakness(twins, undefined)).toMatch(/two keys are named "k1"/);
  });
});
