import 'server-only';

/**
 * The one source of chance in a simulated history: sfc32, a small generator of good quality whose
 * whole state is four integers. Twenty lines here, because a history must replay from its seed for
 * years and a library's next version may draw differently.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#a = seed | 0;
    this.#b = Math.floor(seed / 2 ** 32) | 0;
    this.#c = 0x9e3779b9;
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** In [0, 1). */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** An integer, both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** Mostly near `typical`, now and then many times as long, as delays in networks are. */
  delayMs(typical: number): number {
    const stretch = this.chance(0.05) ? 20 : 1;
    return Math.ceil(typical * (0.2 + this.next() * 1.8) * stretch);
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = this.find(values);
    if (value === undefined) throw new Error('Nothing to pick from.');
    return value;
  }

  /** Undefined when there is nothing to pick from. */
  find<Value>(values: readonly Value[]): Value | undefined {
    return values[Math.floor(this.next() * values.length)];
  }
}
