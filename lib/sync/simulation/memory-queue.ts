import 'server-only';
import type { ItemRef } from '#lib/sync/ports';
import type { Process } from './process.ts';
import type { World } from './world.ts';

export type Task = 'sync-item' | 'wake-item' | 'remove-item' | 'sweep';
export type Job = {
  id: number;
  task: Task;
  ref: ItemRef | null;
  key: string | null;
  runAt: number;
  attempts: number;
  /** A killed worker's jobs stay locked: graphile-worker frees them after hours. */
  lockedBy: Process | null;
};

const maxAttempts = 25;

/** graphile-worker's table of jobs, with its rules for keys, locks and retries. */
export class MemoryQueue {
  readonly jobs = new Map<number, Job>();
  readonly #world: World;
  #idle: (() => void)[] = [];
  #made = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** add_job: part of whichever transaction calls it. */
  add(
    task: Task,
    ref: ItemRef | null,
    key: string,
    { delayMs = 0, ifWaiting = 'sooner' }: { delayMs?: number; ifWaiting?: 'sooner' | 'keep' } = {},
  ): void {
    const runAt = this.#world.timeline.now + delayMs;
    const held = [...this.jobs.values()].find((job) => job.key === key);
    if (held && !held.lockedBy) {
      if (!(ifWaiting === 'keep' && held.attempts === 0)) held.runAt = runAt;
      held.attempts = 0;
    } else {
      if (held) [held.key, held.attempts] = [null, maxAttempts];
      this.#made += 1;
      const id = this.#made;
      this.jobs.set(id, { id, task, ref, key, runAt, attempts: 0, lockedBy: null });
    }
    this.#world.timeline.schedule(delayMs, () => this.#ring());
  }

  /** get_job */
  take(process: Process): Job | null {
    const [job] = this.#ready.sort((one, other) => one.runAt - other.runAt || one.id - other.id);
    if (!job) return null;
    job.lockedBy = process;
    job.attempts += 1;
    this.#world.note(process.name, `takes ${job.task} ${job.ref?.itemId ?? ''}`);
    return job;
  }

  complete(job: Job): void {
    this.jobs.delete(job.id);
  }

  /** fail_job: tried again after e^attempts seconds. */
  fail(job: Job): void {
    const waitMs = Math.exp(Math.min(job.attempts, 10)) * 1000;
    job.runAt = Math.max(this.#world.timeline.now, job.runAt) + waitMs;
    job.lockedBy = null;
    this.#world.timeline.schedule(job.runAt - this.#world.timeline.now, () => this.#ring());
  }

  /** Resolves when there may be something to take. */
  untilWork(process: Process): Promise<void> {
    if (this.#ready.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle.push(() => this.#world.timeline.resume(1, resolve, process));
    });
  }

  /** Jobs that will still run, of one kind for one Item. */
  alive(task: Task, itemId: string): Job[] {
    return [...this.jobs.values()].filter(
      (job) =>
        job.task === task &&
        job.ref?.itemId === itemId &&
        (job.lockedBy ? job.lockedBy.isAlive : job.attempts < maxAttempts),
    );
  }

  /** Whether a job for the Item died with its worker after a moment. */
  hasLost(itemId: string, after: number): boolean {
    return [...this.jobs.values()].some(
      (job) => job.ref?.itemId === itemId && (job.lockedBy?.diedAt ?? -1) > after,
    );
  }

  get #ready(): Job[] {
    const now = this.#world.timeline.now;
    return [...this.jobs.values()].filter(
      (job) => !job.lockedBy && job.runAt <= now && job.attempts < maxAttempts,
    );
  }

  #ring(): void {
    const idle = this.#idle;
    this.#idle = [];
    for (const wake of idle) wake();
  }
}
