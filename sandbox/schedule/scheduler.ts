import type { Clock } from '../clock.ts';

/** Work that waits in the database for its time. */
export interface DueWork {
  /** When the earliest piece is due, on the sandbox's clock; null when nothing waits. */
  nextDueAt(): number | null;
  runDue(now: number): void;
}

// Node fires at once when a delay exceeds 2^31-1 ms, and a far-off timer may as well be looked at daily.
const longestSleepMs = 86_400_000;

/** One timer for everything: it sleeps until the earliest due row and is woken when rows change. */
export class Scheduler {
  readonly #clock: Clock;
  #work: DueWork[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes up whatever the last run left waiting. */
  start(work: DueWork[]): void {
    this.#work = work;
    this.wake();
  }

  /** Call after adding a row or moving the clock. Cheap; the work itself happens in a later turn. */
  wake(): void {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
    const dueTimes = this.#work.map((work) => work.nextDueAt()).filter((at) => at !== null);
    if (dueTimes.length > 0) {
      const delay = Math.min(...dueTimes) - this.#clock.now();
      this.#timer = setTimeout(() => this.#run(), Math.min(Math.max(0, delay), longestSleepMs));
    }
  }

  stop(): void {
    this.#work = [];
    this.wake();
  }

  #run(): void {
    this.#timer = null;
    for (const work of this.#work) {
      work.runDue(this.#clock.now());
    }
    this.wake();
  }
}
