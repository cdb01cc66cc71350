import type { Database } from '../store/database.ts';

/** What a transaction does to the two figures of its account. */
export interface BalanceMove {
  current: number;
  available: number;
}

interface MovingRow {
  amount: number;
  pending: boolean;
}

/** How far one row moves its account's balances, as long as the row exists. */
export function moveOf(accountType: string, row: MovingRow): BalanceMove {
  // Money that leaves lowers what is there, and raises what is owed.
  const owes = accountType === 'credit' || accountType === 'loan';
  const posted = row.pending ? 0 : row.amount;
  return {
    current: owes ? posted : -posted,
    // A hold counts against the available balance at once.
    available: -row.amount,
  };
}

/** Collects moves per account and writes each account once. */
export class BalanceLedger {
  readonly #moves = new Map<string, BalanceMove>();

  add(accountId: string, move: BalanceMove, sign: 1 | -1): void {
    const sum = this.#moves.get(accountId) ?? { current: 0, available: 0 };
    this.#moves.set(accountId, {
      current: sum.current + sign * move.current,
      available: sum.available + sign * move.available,
    });
  }

  /** @param now  when the bank brings the figures up to date, where it says so */
  apply(db: Database, now: number): void {
    for (const [accountId, move] of this.#moves) {
      // Four decimals: enough for every currency of the sandbox, few enough to hide float dust. A null
      // figure stays null: the bank that does not report it does not start to.
      db.run(
        `UPDATE accounts SET current = round(current + ?, 4),
           available = CASE available_is_fixed WHEN 1 THEN available ELSE round(available + ?, 4) END,
           balance_updated_at = CASE WHEN balance_updated_at IS NULL THEN NULL ELSE ? END
         WHERE account_id = ?`,
        move.current,
        move.available,
        now,
        accountId,
      );
    }
  }
}
