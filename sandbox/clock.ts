import { millisecondsPerDay, toDateOnly } from './dates.ts';
import type { Database } from './store/database.ts';

/**
 * The sandbox's own time: the machine's clock plus whatever control has added. It only ever moves forward,
 * and it survives a restart, so that tokens, retries and the bank's days stay in order.
 */
export class Clock {
  readonly #db: Database;
  #offsetMs: number;

  constructor(db: Database) {
    this.#db = db;
    const row = db.get<{ value: string }>(
      "SELECT value FROM settings WHERE name = 'clock_offset_ms'",
    );
    this.#offsetMs = Number(row?.value ?? 0);
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  today(): string {
    return toDateOnly(this.now());
  }

  advanceDays(days: number): void {
    this.#offsetMs += days * millisecondsPerDay;
    this.#db.run(
      "INSERT INTO settings VALUES ('clock_offset_ms', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      String(this.#offsetMs),
    );
  }
}
