import { expect, it } from 'vitest';
import { shorten } from './csp-report.ts';

it.each([
  ['https://money.example.com/transactions?q=clinic#x', 'https://money.example.com/transactions'],
  [`https://money.example.com/reset/${'x'.repeat(43)}`, 'https://money.example.com/reset/…'],
  [`/invite/${'Ab_-'.repeat(16)}/`, '/invite/…/'],
  ['/_next/static/chunks/2hae8a_xrllam.js', '/_next/static/chunks/2hae8a_xrllam.js'],
  ['eval', 'eval'],
])('%s is logged as %s', (address, logged) => {
  expect(shorten(address)).toBe(logged);
});
