import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { migrations } from './schema.ts';

/**
 * SQLite behind four verbs. Everything is synchronous, so a transaction can never be interleaved with
 * another request, and a handler that only reads needs no lock.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;

  constructor(stateDir: string) {
    mkdirSync(stateDir, { recursive: true });
    this.#connection = new DatabaseSync(join(stateDir, 'sandbox.sqlite'));
    // WAL with NORMAL survives kill -9 of this process; only a power cut may lose the last commits. The
    // lock keeps a second sandbox off the same state: both would fire the same timers.
    this.#connection.exec('PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE;');
    try {
      this.#connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      this.#migrate();
    } catch (error) {
      this.#connection.close();
      throw isLocked(error)
        ? new Error(`Another sandbox is running on ${stateDir}. Give this one its own DATA_DIR.`)
        : error;
    }
  }

  /** `Row` is the shape our own schema gives the statement: the one place where it is taken on trust. */
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  /** Returns how many rows the statement touched. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** The row id of the row just inserted. */
  insert(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).lastInsertRowid);
  }

  /** All or nothing. A transaction inside a transaction joins it. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) {
      return work();
    }
    this.#connection.exec('BEGIN IMMEDIATE');
    this.#depth = 1;
    try {
      const result = work();
      this.#connection.exec('COMMIT');
      return result;
    } catch (error) {
      this.#connection.exec('ROLLBACK');
      throw error;
    } finally {
      this.#depth = 0;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) {
      return known;
    }
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #migrate(): void {
    const row = this.get<{ user_version: number }>('PRAGMA user_version');
    const version = row?.user_version ?? 0;
    if (version > migrations.length) {
      throw new Error(
        `The sandbox state is of version ${version}, this sandbox knows ${migrations.length}: ` +
          'delete the state folder or run the newer sandbox.',
      );
    }
    for (const [index, sql] of migrations.entries()) {
      if (index >= version) {
        this.#connection.exec(`BEGIN; ${sql} PRAGMA user_version = ${index + 1}; COMMIT;`);
      }
    }
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes('database is locked');
}
