import 'server-only';

/** One process of ours, from its start to its death; a restart is another one. */
export class Process {
  readonly name: string;
  /** How far this machine's clock is off; the database's never is. */
  readonly skewMs: number;
  diedAt: number | null = null;
  /** Stopped until then, as by SIGSTOP or a machine that swaps; the world goes on. */
  pausedUntil = 0;
  /** Asked to end: takes no more jobs, gives up between two pages. */
  isStopping = false;
  /** Failures of the database that it has met and not yet accounted for. */
  outages = 0;
  readonly #onDeath: () => void;

  constructor(name: string, skewMs: number, onDeath: () => void) {
    this.name = name;
    this.skewMs = skewMs;
    this.#onDeath = onDeath;
  }

  get isAlive(): boolean {
    return this.diedAt === null;
  }

  kill(now: number): void {
    if (!this.isAlive) return;
    this.diedAt = now;
    this.#onDeath();
  }
}
