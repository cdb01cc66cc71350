import { expect } from 'vitest';
import type { Visitor } from './drill.ts';

/** What a person's open page is told, until it is closed. */
export async function listen(visitor: Visitor) {
  const leaving = new AbortController();
  const response = await visitor.send('GET', '/api/events', undefined, {}, leaving.signal);
  expect(response.status).toBe(200);
  let heard = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) heard += decoder.decode(chunk);
  })().catch(() => {});
  return {
    events: () => heard,
    close: async () => {
      leaving.abort();
      await reading;
    },
  };
}
