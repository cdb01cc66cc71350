import 'server-only';
import { drawFaults, type Faults, noFaults } from './faults.ts';
import type { Process } from './process.ts';
import { Random } from './random.ts';
import { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

/** The moment every history begins. */
const epochMs = Date.UTC(2026, 0, 1);

export type Failure = { invariant: string; message: string; atMs: number };

/** What every part of a simulated history shares. */
export class World {
  readonly random: Random;
  readonly timeline = new Timeline();
  readonly trace: Trace;
  faults: Faults;
  /** What happened how often, to know what the seeds tried. */
  readonly counts = new Map<string, number>();
  failure: Failure | null = null;
  /** Long after the faults: only the sweep's interval is waited for. */
  isResting = false;
  #ids = 0;

  constructor(seed: number, trace: Trace) {
    this.random = new Random(seed);
    this.trace = trace;
    this.faults = drawFaults(this.random);
  }

  get isCalm(): boolean {
    return this.faults === noFaults;
  }

  calmDown(): void {
    this.faults = noFaults;
    this.note('world', 'faults stop');
  }

  /** What a clock shows that is off by so much. */
  timeWith(skewMs: number): Date {
    return new Date(epochMs + this.timeline.now + skewMs);
  }

  newId(kind: string): string {
    this.#ids += 1;
    return `${kind}-${this.#ids}`;
  }

  note(who: string, what: string): void {
    this.trace.add(this.timeline.now, who, what);
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** The first broken invariant ends the history. */
  fail(invariant: string, message: string): void {
    if (this.failure) return;
    this.failure = { invariant, message, atMs: this.timeline.now };
    this.note('FAILURE', `${invariant}: ${message}`);
  }

  later(typicalMs: number, run: () => void, process: Process | null = null): void {
    this.timeline.schedule(this.random.delayMs(typicalMs), run, process);
  }
}
