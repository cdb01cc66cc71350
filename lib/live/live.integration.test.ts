import { afterEach, expect, it } from 'vitest';
import { newId } from '#lib/db/ids';
import { closeAllStreams, openEventStream } from './open-event-stream.ts';

afterEach(closeAllStreams);

const open = (userId: string, { signal } = new AbortController()) =>
  openEventStream(
    { householdId: newId(), memberId: newId(), userId },
    null,
    new Request('http://localhost', { signal }),
    async () => true,
  );

it('gives a person twenty streams and no more, and others theirs', () => {
  const userId = newId();
  const leaving = new AbortController();
  open(userId, leaving);
  for (let count = 1; count < 20; count += 1) open(userId);
  expect(() => open(userId)).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  expect(open(newId()).status).toBe(200);
  leaving.abort();
  expect(open(userId).status).toBe(200);
});
