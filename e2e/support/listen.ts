import { expect, vi } from 'vitest';
import type { Visitor } from './drill.ts';

/** What a person's open page is told after its beginning, which is everything as it does not say when it was read, until it is closed. */
export async function listen(visitor: Visitor) {
  const leaving = new AbortController();
  const response = await visitor.send('GET', '/api/events', undefined, {}, leaving.signal);
  expect(response.status).toBe(200);
  let heard = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) heard += decoder.decode(chunk);
  })().catch(() => {});
  await vi.waitFor(() => expect(heard).toMatch(/data: .*\n\n/), 10_000);
  heard = '';
  return {
    events: () => heard,
    close: async () => {
      leaving.abort();
      await reading;
    },
  };
}
