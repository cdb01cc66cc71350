import { describe, expect, it } from 'vitest';
import { safeNextPath } from './next-path.ts';

describe('safeNextPath', () => {
  it.each(['/', '/accounts', '/transactions?q=coffee'])('keeps %s', (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'accounts',
    '//evil.test',
    '/\\evil.test',
    'https:evil.test',
    '/\t/evil.test',
    '@evil.test',
    'javascript:alert(1)',
  ])('refuses %s', (path) => {
    expect(safeNextPath(path)).toBe('/');
  });
});
