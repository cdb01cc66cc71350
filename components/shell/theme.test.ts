import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTheme, themeColors } from './theme.tsx';

describe('parseTheme', () => {
  it.each([
    ['dark', 'dark'],
    ['light', 'light'],
    ['system', 'system'],
    [undefined, 'system'],
    ['"><script>', 'system'],
  ])('reads the cookie %s as %s', (value, theme) => {
    expect(parseTheme(value)).toBe(theme);
  });
});

describe('themeColors', () => {
  it('are the canvas of the stylesheet, so that the browser’s bar does not stand out', () => {
    const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
    expect(css).toContain(`--canvas: light-dark(${themeColors.light}, ${themeColors.dark});`);
  });
});
