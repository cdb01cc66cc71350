import 'server-only';
import type { Bank } from './bank.ts';
import { describeRow, type LiveRow, readItem, readPosition } from './read-item.ts';
import { Violation } from './violation.ts';

/** What must hold of an Item at any moment, whatever is under way. */
export async function checkItem(bank: Bank): Promise<void> {
  // Before the look at the database: what is told meanwhile may be unknown to it.
  const { toldHead } = bank;
  const item = await readItem(bank.item);
  if (!item) {
    if (bank.left === 'delete') return;
    throw new Violation('I9', `Item ${bank.item.itemId} is gone and nobody asked for that`);
  }
  if (item.done > item.requested) throw new Violation('I6', 'more is done than was asked for');
  checkSuccessors(item.rows);
  const position = await checkRows(bank, item.cursor, item.rows);
  if (position === 'foreign' || item.leaving || item.done < item.requested) return;
  if (position >= toldHead) return;
  throw new Violation(
    'I5',
    `nothing is owed at ${position}, and the product was told of changes up to ${toldHead}`,
  );
}

/** I3: no posted row beside the pending one it comes from. */
function checkSuccessors(rows: LiveRow[]): void {
  const pending = new Set(rows.filter((row) => row.pending).map((row) => row.plaidTransactionId));
  const both = rows.find(({ plaidPendingId }) => plaidPendingId && pending.has(plaidPendingId));
  if (both) throw new Violation('I3', `${both.plaidPendingId} is live beside its posted row`);
}

/** I1: the rows are those that Plaid had at the stored cursor. @returns where that is */
async function checkRows(
  bank: Bank,
  cursor: string | null,
  rows: LiveRow[],
): Promise<number | 'foreign'> {
  const position = cursor === null ? 0 : readPosition(cursor, bank.item.plaidItemId);
  if (position === null) return 'foreign';
  if (position > 0 && position < bank.firstHead) return position;
  if (!bank.states.has(position) && bank.left === null) await bank.observe();
  const expected = position === 0 ? [] : bank.states.get(position);
  if (!expected) throw new Violation('I1', `Plaid never stood at ${position}`);
  const found = new Set(rows.map(describeRow));
  const wanted = new Set(expected);
  const missing = [...wanted].filter((row) => !found.has(row));
  const extra = [...found].filter((row) => !wanted.has(row));
  if (missing.length + extra.length === 0 && rows.length === expected.length) return position;
  const list = (name: string, some: string[]) =>
    `${some.length} ${name}${some.slice(0, 3).map((row) => `\n    ${row}`)}`;
  throw new Violation(
    'I1',
    `at ${position} of ${bank.head}: ${list('missing', missing)}; ${list('too many', extra)}`,
  );
}
