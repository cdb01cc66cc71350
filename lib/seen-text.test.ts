import { expect, it } from 'vitest';
import { nameText, toSeenText } from './seen-text.ts';

it.each([
  ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ['\u2067a\u2066b\u2069\u202c', 'ab'],
  ['one\r\n\ttwo\u0000\u001b[31m\u2028', 'one two [31m '],
  ['קפה 12', 'קפה 12'],
  ['👩‍👩‍👧 \u200fשלום', '👩‍👩‍👧 \u200fשלום'],
  ['two  spaces', 'two  spaces'],
])('of %j is seen as %j', (text, seen) => {
  expect(toSeenText(text)).toBe(seen);
});

it('is measured as it is seen', () => {
  const name = nameText.min(1).max(3);
  expect(name.parse(' \u202eabc\n')).toBe('abc');
  expect(name.safeParse('\u202e\u0007 ').success).toBe(false);
});
