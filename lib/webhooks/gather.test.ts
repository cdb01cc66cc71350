import { describe, expect, it } from 'vitest';
import { createGatherer } from './gather.ts';

/** Batches end when the test says so. */
function openGatherer() {
  const batches: { keys: string[]; end: (done?: string[]) => void; fail: () => void }[] = [];
  const begun: (() => void)[] = [];
  const gather = createGatherer<string>(
    (keys) =>
      new Promise((resolve, reject) => {
        const end = (done = keys) => resolve(new Set(done));
        batches.push({ keys, end, fail: () => reject(new Error('It failed.')) });
        begun.splice(0).forEach((tell) => {
          tell();
        });
      }),
  );
  const add = (key: string) => gather(key, key);
  const untilBegun = async (count: number) => {
    while (batches.length < count) await new Promise<void>((resolve) => begun.push(resolve));
    return batches[count - 1];
  };
  return { add, batches, untilBegun };
}

describe('createGatherer', () => {
  it('does one that comes alone at once', async () => {
    const { add, batches } = openGatherer();
    const done = add('a');
    expect(batches.map(({ keys }) => keys)).toEqual([['a']]);
    batches[0]?.end();
    expect(await done).toBe(true);
  });

  it('does together what comes while one is under way, and each key once in a batch', async () => {
    const { add, batches, untilBegun } = openGatherer();
    const all = ['a', 'b', 'c', 'b'].map(add);
    batches[0]?.end();
    (await untilBegun(2))?.end();
    (await untilBegun(3))?.end();
    expect(batches.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c'], ['b']]);
    expect(await Promise.all(all)).toEqual([true, true, true, true]);
  });

  it('has nobody wait for long for one that takes long', async () => {
    const { add, batches, untilBegun } = openGatherer();
    const slow = add('slow');
    const others = [add('b'), add('c')];
    (await untilBegun(2))?.end();
    expect(await Promise.all(others)).toEqual([true, true]);
    batches[0]?.end();
    expect(await slow).toBe(true);
  });

  it('leaves the rest to themselves where all that is under way stands still', async () => {
    const { add, batches, untilBegun } = openGatherer();
    const stuck = [];
    for (let turn = 1; turn <= 4; turn += 1) {
      stuck.push(add(`stuck ${turn}`));
      await untilBegun(turn);
    }
    expect(await Promise.all([add('b'), add('c')])).toEqual([false, false]);
    expect(batches).toHaveLength(4);
    for (const { end } of batches) end();
    expect(await Promise.all(stuck)).toEqual([true, true, true, true]);
    const after = add('d');
    (await untilBegun(5))?.end();
    expect(await after).toBe(true);
  });

  it('gives up what never ends, so that it keeps no place for good', async () => {
    const { add, batches } = openGatherer();
    expect(await add('lost')).toBe(false);
    const next = add('next');
    batches[1]?.end();
    expect(await next).toBe(true);
  });

  it('says what of a batch was not done, and of one that failed that nothing was', async () => {
    const { add, batches, untilBegun } = openGatherer();
    const first = add('a');
    const next = [add('b'), add('c')];
    batches[0]?.fail();
    expect(await first).toBe(false);
    (await untilBegun(2))?.end(['c']);
    expect(await Promise.all(next)).toEqual([false, true]);
  });

  it('has no more wait than there is room for', async () => {
    const { add, batches, untilBegun } = openGatherer();
    const all = Array.from({ length: 2_002 }, (_, at) => add(String(at)));
    expect(await all.at(-1)).toBe(false);
    for (let turn = 1; turn <= 21; turn += 1) (await untilBegun(turn))?.end();
    expect((await Promise.all(all)).filter((isDone) => isDone)).toHaveLength(2_001);
    expect(batches.every(({ keys }) => keys.length <= 100)).toBe(true);
  });
});
