import { logFailure } from '../log.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Database } from '../store/database.ts';
import type { DueWork } from './scheduler.ts';

/** What can be due for an Item. */
export type TimerKind =
  | 'initial-update'
  | 'historical-update'
  | 'daily-update'
  | 'login-expiry'
  | 'consent-notice'
  | 'consent-expiry'
  | 'verification'
  | 'statements-refresh'
  | 'product-update'
  | 'purge';

export type TimerHandlers = Record<TimerKind, (itemId: string) => void>;

const batchSize = 100;

/** Sets the Item's timer of this kind, replacing the one that may be running. */
export function setTimer(sandbox: Sandbox, kind: TimerKind, itemId: string, dueAt: number): void {
  sandbox.db.transaction(() => {
    clearTimer(sandbox, kind, itemId);
    sandbox.db.run(
      'INSERT INTO timers (kind, item_id, due_at) VALUES (?, ?, ?)',
      kind,
      itemId,
      dueAt,
    );
  });
  sandbox.scheduler.wake();
}

export function clearTimer(sandbox: Sandbox, kind: TimerKind, itemId: string): void {
  sandbox.db.run('DELETE FROM timers WHERE item_id = ? AND kind = ?', itemId, kind);
}

export function clearTimers(sandbox: Sandbox, itemId: string): void {
  sandbox.db.run('DELETE FROM timers WHERE item_id = ?', itemId);
}

interface DueTimer {
  timer_id: number;
  kind: TimerKind;
  item_id: string;
}

/** Timers fire in the order they are due; one and what it does commit together, or not at all. */
export function createTimerWork(db: Database, handlers: TimerHandlers): DueWork {
  return {
    nextDueAt: () =>
      db.get<{ at: number | null }>('SELECT min(due_at) AS at FROM timers')?.at ?? null,
    runDue: (now) => {
      const due = db.all<DueTimer>(
        'SELECT timer_id, kind, item_id FROM timers WHERE due_at <= ? ORDER BY due_at, timer_id LIMIT ?',
        now,
        batchSize,
      );
      for (const timer of due) {
        fire(db, timer, handlers);
      }
    },
  };
}

function fire(db: Database, timer: DueTimer, handlers: TimerHandlers): void {
  try {
    db.transaction(() => {
      db.run('DELETE FROM timers WHERE timer_id = ?', timer.timer_id);
      handlers[timer.kind](timer.item_id);
    });
  } catch (error) {
    // Rolled back, the timer would be due again at once, for ever: it is taken out, and said so.
    logFailure(`timer ${timer.kind} of Item ${timer.item_id} failed`, error);
    db.run('DELETE FROM timers WHERE timer_id = ?', timer.timer_id);
  }
}
