import 'server-only';
import { type CallFaults, callOutside, Outage } from './network.ts';
import type { Process } from './process.ts';
import type { World } from './world.ts';

/**
 * Transactions on the tables in memory: each takes effect in one step of virtual time.
 *
 * PostgreSQL's READ COMMITTED gives the engine no less. Whoever commits holds the Item's fence from
 * the lease to the commit, and taking a lease writes the same row that a commit checks last; so the
 * commits of an Item follow each other, each having seen all of the one before. A person's edit and a
 * commit meet in the edited row's lock, and the later one sees the earlier.
 */
export class MemoryDatabase {
  readonly #world: World;
  /** Called after every transaction that took effect. */
  readonly #afterCommit: () => void;

  constructor(world: World, afterCommit: () => void) {
    this.#world = world;
    this.#afterCommit = afterCommit;
  }

  transact<Answer>(process: Process, label: string, run: () => Answer): Promise<Answer> {
    const answered = () => {
      const answer = run();
      this.#world.note(process.name, label);
      return answer;
    };
    return this.#call(process, label, answered, this.#faults(process));
  }

  /** graphile-worker's own statements, which it repeats until they succeed. */
  transactSurely<Answer>(process: Process, label: string, run: () => Answer): Promise<Answer> {
    return this.#call(process, label, run, {
      typicalMs: 3,
      refuse: () => null,
      loseReply: () => null,
    });
  }

  #call<Answer>(
    process: Process,
    label: string,
    run: () => Answer,
    faults: CallFaults,
  ): Promise<Answer> {
    return callOutside(this.#world, process, label, () => this.#carryOut(run, label), faults);
  }

  #carryOut<Answer>(run: () => Answer, label: string): Answer {
    try {
      const answer = run();
      this.#afterCommit();
      return answer;
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#world.fail('no crash', `${label}: ${why}`);
      throw error;
    }
  }

  #faults(process: Process): CallFaults {
    const { random, faults } = this.#world;
    const outage = (what: string) => {
      process.outages += 1;
      this.#world.count(`database: ${what}`);
      return new Outage(what);
    };
    return {
      typicalMs: 3,
      refuse: () => (random.chance(faults.databaseRefused) ? outage('refused') : null),
      loseReply: () => (random.chance(faults.databaseReplyLost) ? outage('reply lost') : null),
    };
  }
}
