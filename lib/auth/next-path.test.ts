import { describe, expect, it } from 'vitest';
import { safeNextPath } from './next-path.ts';

const own = 'https://money.example.com';

describe('safeNextPath', () => {
  it.each(['/', '/accounts', '/transactions?q=coffee', '/transactions?q=%2F%2Fevil.test'])(
    'keeps %s',
    (path) => {
      expect(safeNextPath(path)).toBe(path);
    },
  );

  it.each([
    undefined,
    null,
    '',
    'accounts',
    '//evil.test',
    '///evil.test',
    '/\\evil.test',
    '\\/evil.test',
    'https:evil.test',
    'https://evil.test',
    '//money.example.com@evil.test',
    '/\t/evil.test',
    '/\r\n/evil.test',
    ' //evil.test',
    '/.//evil.test',
    '/..//evil.test',
    '/accounts/..//evil.test',
    '/%2e//evil.test',
    '/.\\/evil.test',
    '@evil.test',
    '.evil.test',
    'javascript:alert(1)',
    'data:text/html,x',
  ])('refuses %j', (path) => {
    expect(safeNextPath(path)).toBe('/');
  });

  it.each([
    '/%09/evil.test',
    '/%2f/evil.test',
    '/%5cevil.test',
    '/user:pass@evil.test',
    '/accounts\r\nSet-Cookie: a=b',
    '/#//evil.test',
    '/accounts?next=https://evil.test',
  ])('makes of %j an address of this very app', (path) => {
    const target = safeNextPath(path);
    expect(new URL(target, own).origin).toBe(own);
    expect(target).toMatch(/^\/(?![/\\])[^\s\\]*$/);
  });
});
