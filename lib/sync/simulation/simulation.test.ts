import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { runHistory } from './run-history.ts';
import { applyPatches } from './seed-bug.ts';
import { seededBugs } from './seeded-bugs.ts';

describe('a simulated history', () => {
  it('is the same, line by line, for the same seed', async () => {
    for (const seed of [1, 7, 4_294_967_300]) {
      const lines: string[] = [];
      const first = await runHistory(seed, (line) => lines.push(line));
      const again: string[] = [];
      const second = await runHistory(seed, (line) => again.push(line));
      expect(again).toEqual(lines);
      expect(second.hash).toBe(first.hash);
      expect(lines).toHaveLength(first.steps);
    }
  });

  it('is another one for another seed', async () => {
    const hashes = new Set<string>();
    for (let seed = 1; seed <= 20; seed += 1) {
      const { hash, failure } = await runHistory(seed);
      expect(failure).toBeNull();
      hashes.add(hash);
    }
    expect(hashes.size).toBe(20);
  });

  it('draws what its seed has always drawn, so that a seed noted today fails tomorrow', () => {
    const random = new Random(1);
    const drawn = Array.from({ length: 4 }, () => random.integer(0, 999_999));
    expect(drawn).toEqual([133_426, 760_942, 163_698, 537_442]);
  });
});

describe('a bug to seed', () => {
  const patch = { file: 'engine.ts', find: 'right', replace: 'wrong' };

  it('is put into the source where it belongs', () => {
    expect(applyPatches('all right', [patch])).toBe('all wrong');
  });

  it.each(['all is well', 'right and right'])('is refused where it does not fit: %s', (source) => {
    expect(() => applyPatches(source, [patch])).toThrow('no longer fits engine.ts');
  });

  it.each(seededBugs)('fits the source of today: $name', ({ patches }) => {
    for (const each of patches) {
      const source = readFileSync(each.file, 'utf8');
      expect(applyPatches(source, [each])).not.toBe(source);
    }
  });
});
