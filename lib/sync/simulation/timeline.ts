import 'server-only';
import type { Process } from './process.ts';

type Event = {
  at: number;
  order: number;
  run: () => void;
  process: Process | null;
  resumes: boolean;
};

/**
 * Turns of the microtask queue for code that goes on: more than the awaits between two calls of the
 * engine. Twice as fast as a turn of Node's event loop, and as deterministic.
 */
const settlingTurns = 24;

/**
 * Virtual time. One event runs at a time, in the order of its moment, and code that it lets go on
 * comes to its next call before the next event. So all code between two calls is one step, and the
 * moments drawn for calls and replies decide who proceeds.
 */
export class Timeline {
  /** Milliseconds since the history began. */
  now = 0;
  #scheduled = 0;
  #events: Event[] = [];

  /** @param process  whose event it is: dead, it never happens; paused, it happens on waking */
  schedule(delayMs: number, run: () => void, process: Process | null = null): void {
    this.#add(delayMs, { run, process, resumes: false });
  }

  /** As `schedule`, for an event that settles a promise somebody awaits. */
  resume(delayMs: number, settle: () => void, process: Process): void {
    this.#add(delayMs, { run: settle, process, resumes: true });
  }

  /** Runs events up to a moment, or until `isOver`. */
  async runUntil(end: number, isOver: () => boolean): Promise<void> {
    for (;;) {
      const next = this.#events[0];
      if (!next || next.at > end || isOver()) break;
      this.#pop();
      if (next.process && !next.process.isAlive) continue;
      if (next.process && next.process.pausedUntil > next.at) {
        this.#push({ ...next, at: next.process.pausedUntil });
        continue;
      }
      this.now = next.at;
      next.run();
      for (let turn = next.resumes ? 0 : settlingTurns; turn < settlingTurns; turn += 1) await null;
    }
    if (!isOver()) this.now = end;
  }

  #add(delayMs: number, event: Omit<Event, 'at' | 'order'>): void {
    this.#scheduled += 1;
    this.#push({ ...event, at: this.now + delayMs, order: this.#scheduled });
  }

  #push(event: Event): void {
    const heap = this.#events;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #pop(): void {
    const heap = this.#events;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    heap[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const child = this.#isEarlier(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfEarlier(child, index)) return;
      index = child;
    }
  }

  #swapIfEarlier(one: number, other: number): boolean {
    if (!this.#isEarlier(one, other)) return false;
    const [first, second] = [this.#events[one], this.#events[other]];
    if (first && second) [this.#events[other], this.#events[one]] = [first, second];
    return true;
  }

  #isEarlier(one: number, other: number): boolean {
    const [first, second] = [this.#events[one], this.#events[other]];
    if (!first || !second) return false;
    return first.at < second.at || (first.at === second.at && first.order < second.order);
  }
}
