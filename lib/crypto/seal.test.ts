import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { seal, unseal } from './seal.ts';

const place = {
  table: 'Item',
  column: 'accessTokenSealed',
  householdId: 'h1',
  rowId: 'i1',
} as const;

beforeAll(() => {
  const [fresh, old] = [randomBytes(32), randomBytes(32)].map((key) => key.toString('base64url'));
  process.env.ENCRYPTION_KEYS = `new:${fresh},old:${old}`;
});

describe('seal', () => {
  it('opens again in the same place, names its key and never repeats itself', () => {
    const first = seal('access-sandbox-1', place);
    const second = seal('access-sandbox-1', place);
    expect(unseal(first, place)).toBe('access-sandbox-1');
    expect(first).toMatch(/^v1\.new\./);
    expect(first).not.toBe(second);
    expect(first).not.toContain('access');
  });

  it.each(['table', 'column', 'householdId', 'rowId'] as const)(
    'does not open under another %s',
    (part) => {
      const sealed = seal('secret', place);
      expect(() => unseal(sealed, { ...place, [part]: 'other' } as typeof place)).toThrow();
    },
  );

  it('does not open when one bit changed', () => {
    const parts = seal('secret', place).split('.');
    const bytes = Buffer.from(parts[3] ?? '', 'base64url');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    parts[3] = bytes.toString('base64url');
    expect(() => unseal(parts.join('.'), place)).toThrow();
  });

  it('does not open without its key', () => {
    const sealed = seal('secret', place).replace('v1.new.', 'v1.gone.');
    expect(() => unseal(sealed, place)).toThrow(/No key "gone"/);
  });
});
