import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { findProblem } from './call-pdf.ts';

const pdf = Buffer.from('%PDF-1.4\nwhatever follows');
const hash = createHash('sha256').update(pdf).digest('hex');
const headers = { 'content-type': 'application/pdf', 'plaid-content-hash': hash };

it('passes a PDF on, with its hash or without one', () => {
  expect(findProblem({ data: pdf, headers })).toBeNull();
  const plain = { 'content-type': 'application/pdf; charset=binary' };
  expect(findProblem({ data: pdf, headers: plain })).toBeNull();
  const upper = { ...headers, 'plaid-content-hash': hash.toUpperCase() };
  expect(findProblem({ data: pdf, headers: upper })).toBeNull();
});

it.each([
  ['another type', { data: pdf, headers: { ...headers, 'content-type': 'text/html' } }],
  ['no type', { data: pdf, headers: {} }],
  ['no headers', { data: pdf, headers: undefined }],
  ['text', { data: pdf.toString(), headers }],
  ['a page that calls itself a PDF', { data: Buffer.from('<html>%PDF-'), headers }],
  ['another hash', { data: Buffer.from('%PDF-1.4\nsomething else'), headers }],
  ['too much', { data: Buffer.alloc(20 * 1024 * 1024 + 1, '%PDF-'), headers }],
])('refuses %s', (_name, answer) => {
  expect(findProblem(answer)).not.toBeNull();
});
