import 'server-only';

/** A text as its pairs of letters, sorted: made once for each row, and compared many times. */
export type Pairs = Uint32Array;

/** Banks write long texts; what tells is at their beginning. */
const comparedLength = 60;

export function toPairs(text: string): Pairs {
  const letters = normalise(text)
    .replace(/[^\p{L}]+/gu, '')
    .slice(0, comparedLength);
  const found = new Set<number>();
  for (let at = 0; at + 1 < letters.length; at += 1) {
    found.add(letters.charCodeAt(at) * 2 ** 16 + letters.charCodeAt(at + 1));
  }
  return Uint32Array.from(found).sort();
}

/** What share of the shorter text's pairs of letters is in the longer one, from 0 to 1. */
export function similarity(one: Pairs, other: Pairs): number {
  const few = Math.min(one.length, other.length);
  if (few === 0) return 0;
  let shared = 0;
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    const [left, right] = [one[a] ?? 0, other[b] ?? 0];
    if (left === right) shared += 1;
    if (left <= right) a += 1;
    if (right <= left) b += 1;
  }
  return shared / few;
}

export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
