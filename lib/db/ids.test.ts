import { expect, it } from 'vitest';
import { newId } from './ids.ts';

it('makes UUIDv7 that never repeat and sort in the order they were made', () => {
  const ids = Array.from({ length: 5_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

it('leaves nothing to guess but the time and the order', () => {
  const tails = Array.from({ length: 5_000 }, () => newId().slice(-8));
  expect(new Set(tails).size).toBeGreaterThan(4_990);
});
