import { createHash } from 'node:crypto';

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number between the two, both included. */
  int(min: number, max: number): number;
  /** An amount of money between the two, in whole cents. */
  amount(min: number, max: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
}

/** The same seed gives the same sequence on every machine (mulberry32 over a SHA-256 of the seed). */
export function createRandom(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    amount: (min, max) => Math.round((min + next() * (max - min)) * 100) / 100,
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
  };
}
