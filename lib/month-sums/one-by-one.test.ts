import { expect, it } from 'vitest';
import { oneByOne } from './one-by-one.ts';

it('goes on after one that failed', async () => {
  const done: string[] = [];
  await oneByOne(['a', 'b', 'c'], async (householdId) => {
    if (householdId === 'b') throw new Error('This one takes too long.');
    done.push(householdId);
  });
  expect(done).toEqual(['a', 'c']);
});
