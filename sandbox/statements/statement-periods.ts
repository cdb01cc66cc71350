import { addDays } from '../dates.ts';
import type { Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import { setTimer } from '../schedule/timers.ts';

/** Both days included; a statement belongs to the day it is posted. */
export interface StatementPeriod {
  start_date: string;
  end_date: string;
}

/** What is fetched when a request names no days. */
const defaultDays = 90;

/** Begins to fetch the statements of a period. */
export function requestStatements(
  sandbox: Sandbox,
  itemId: string,
  period: StatementPeriod | null,
): number {
  const { db, clock, config } = sandbox;
  const today = clock.today();
  const readyAt = clock.now() + config.initialDelayMs;
  db.run(
    'INSERT INTO statement_periods (item_id, start_date, end_date, ready_at) VALUES (?, ?, ?, ?)',
    itemId,
    period?.start_date ?? addDays(today, -defaultDays),
    period?.end_date ?? today,
    readyAt,
  );
  return readyAt;
}

/** The same on demand; a webhook tells when it is done. */
export function refreshStatements(sandbox: Sandbox, item: Item, period: StatementPeriod): void {
  sandbox.db.transaction(() => {
    const readyAt = requestStatements(sandbox, item.itemId, period);
    setTimer(sandbox, 'statements-refresh', item.itemId, readyAt);
  });
}

/** The periods whose statements have arrived; null while nobody has asked for any. */
export function listStatementPeriods(sandbox: Sandbox, itemId: string): StatementPeriod[] | null {
  const rows = sandbox.db.all<StatementPeriod & { ready_at: number }>(
    'SELECT start_date, end_date, ready_at FROM statement_periods WHERE item_id = ?',
    itemId,
  );
  return rows.length === 0 ? null : rows.filter((row) => row.ready_at <= sandbox.clock.now());
}
