import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// WCAG 2.2 AA, worked out from the tokens themselves: a new value that breaks a pair breaks the build.
const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/^ {2}--([\w-]+): light-dark\((#\w+), (#\w+)\);$/gm)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

const papers = ['canvas', 'surface', 'raised', 'sunken'];
const overlays = ['hover', 'pressed', 'selected'];
const grounds = ['accent-soft', 'danger-soft', 'warning-soft'];
const inks = ['ink', 'ink-soft', 'ink-faint', 'accent', 'positive', 'danger', 'warning'];
const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

describe.each(schemes)('in the %s theme', (scheme) => {
  it.each(inks)('%s reads as text on every paper, touched or not', (ink) => {
    for (const paper of papers) {
      const ground = colour(paper, scheme);
      expect(contrast(colour(ink, scheme), ground), paper).toBeGreaterThanOrEqual(4.5);
      for (const overlay of overlays) {
        const touched = over(colour(overlay, scheme), ground);
        expect(
          contrast(colour(ink, scheme), touched),
          `${overlay} on ${paper}`,
        ).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it.each(grounds)('text of every kind reads on %s', (ground) => {
    for (const ink of inks) {
      expect(contrast(colour(ink, scheme), colour(ground, scheme)), ink).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });

  it.each([
    ['accent-ink', 'accent-fill'],
    ['accent-ink', 'accent-fill-hover'],
    ['danger-ink', 'danger-fill'],
    ['danger-ink', 'danger-fill-hover'],
    ['canvas', 'ink'],
  ])('%s reads on %s', (ink, ground) => {
    expect(contrast(colour(ink, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['line-control', 'focus', 'accent', 'danger'])('%s is seen against paper', (edge) => {
    for (const paper of papers) {
      expect(contrast(colour(edge, scheme), colour(paper, scheme)), paper).toBeGreaterThanOrEqual(
        3,
      );
    }
  });

  it.each([1, 2, 3, 4, 5, 6])('initials read on a ground of hue %i', (hue) => {
    const [r, g, b] = colour(`hue-${hue}`, scheme);
    const ground = over([r, g, b, 0.26], colour('surface', scheme));
    expect(contrast(colour('ink', scheme), ground)).toBeGreaterThanOrEqual(4.5);
  });
});

type Rgba = [number, number, number, number];

function colour(name: string, scheme: Scheme): Rgba {
  const hex = tokens.get(name)?.[scheme];
  if (!hex) throw new Error(`There is no token --${name}.`);
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5), hex.length > 7 ? channel(7) : 1];
}

function over([r, g, b, a]: Rgba, [r2, g2, b2]: Rgba): Rgba {
  return [r * a + r2 * (1 - a), g * a + g2 * (1 - a), b * a + b2 * (1 - a), 1];
}

function contrast(a: Rgba, b: Rgba): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance([r, g, b]: Rgba): number {
  const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}
