import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { AppError, type ErrorCode } from '#lib/errors';
import { log } from '#lib/log';
import { noteRefusal } from './note-refusal.ts';
import { peerHeader } from './peer-address.ts';
import { publicRoute } from './route.ts';

const place = { method: 'POST', path: '/api/items/[itemId]/sync' };
const actor = { userId: 'ana', peer: '192.0.2.1' };
const refuse = (code: ErrorCode) => noteRefusal(new AppError(code, 'No.'), place, actor);

let warn: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  vi.useFakeTimers();
  warn = vi.spyOn(log, 'warn');
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('says who was refused what, and nothing of what is no attack or a bug', () => {
  refuse('forbidden');
  expect(warn.mock.calls).toEqual([
    [{ ...place, ...actor, code: 'forbidden' }, 'a request was refused'],
  ]);
  for (const code of ['unauthenticated', 'step_up_required', 'email_taken'] as const) refuse(code);
  noteRefusal(new Error('a bug'), place, actor);
  expect(warn).toHaveBeenCalledTimes(1);
});

it('ends within a flood, and says afterwards how much of it there was', () => {
  vi.advanceTimersByTime(60_000);
  for (let time = 0; time < 500; time += 1) refuse('rate_limited');
  expect(warn).toHaveBeenCalledTimes(120);
  vi.advanceTimersByTime(60_000);
  refuse('rate_limited');
  expect(warn.mock.calls.slice(120)).toEqual([
    [{ count: 380 }, expect.stringContaining('more requests')],
    [expect.objectContaining({ code: 'rate_limited' }), 'a request was refused'],
  ]);
});

it.each([
  ['what another site had a browser send', { origin: 'https://evil.test' }, 'forbidden'],
  ['what is not of the form', { 'sec-fetch-site': 'same-origin' }, 'invalid_input'],
])('a route notes %s, without a word of it', async (_, headers, code) => {
  vi.advanceTimersByTime(60_000);
  const handler = publicRoute(
    { method: 'POST', path: '/api/x/[token]', body: z.strictObject({}) },
    async () => ({}),
  );
  const request = new Request('http://localhost:3000/api/x/secret?token=secret', {
    method: 'POST',
    headers: { ...headers, [peerHeader]: '192.0.2.1', 'content-type': 'application/json' },
    body: '{"secret":"secret"}',
  });
  await handler(request, { params: Promise.resolve({}) });
  expect(warn.mock.calls.map((call: unknown[]) => call[0])).toEqual([
    { method: 'POST', path: '/api/x/[token]', code, userId: null, peer: '192.0.2.1' },
  ]);
});
