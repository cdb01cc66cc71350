import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Account, listAccounts } from '../accounts/accounts.ts';
import { suitsTransactions } from '../accounts/product-accounts.ts';
import { createErrand } from '../bank/dynamic-user.ts';
import { addDays } from '../dates.ts';
import { findItem, type Item } from '../items/item.ts';
import { createRandom } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import { announceChanges } from './announce.ts';
import { type Change, recordChanges } from './change-log.ts';
import { toChange } from './publish.ts';

export interface BulkOrder {
  count: number;
  /** The rows are spread over so many days up to today, oldest first. */
  days: number;
  /** Whether the accounts' figures follow, as they do for rows that are new at the bank. */
  moveBalances: boolean;
  announce: boolean;
}

/** Rows written before other requests get their turn: some ten milliseconds of work. */
const chunkSize = 100;

/** Of so many rows one is pay, as much as the others took, so that balances stay plausible. */
const rowsPerPay = 10;

/**
 * Makes an Item big: a long history of everyday purchases and pay, the same for the same Item. It is written
 * in chunks, each of them committed, so that the sandbox goes on answering meanwhile; a reader in the middle
 * of a pass sees the data change. Returns how many rows were written: fewer than ordered when the Item goes.
 */
export async function addManyTransactions(
  sandbox: Sandbox,
  itemId: string,
  order: BulkOrder,
): Promise<number> {
  const added: string[] = [];
  const today = sandbox.clock.today();
  for (let first = 0; first < order.count; first += chunkSize) {
    const item = findItem(sandbox.db, itemId);
    if (!item || item.removedAt !== null) {
      break;
    }
    const dates = listDates(order, first, today);
    const changes = composeChunk(item, listBooks(sandbox, itemId), dates);
    added.push(...recordChanges(sandbox, itemId, changes, order.moveBalances).added);
    await nextTurn();
  }
  if (order.announce) {
    announceChanges(sandbox, itemId, { added, modified: [], removed: [] });
  }
  return added.length;
}

function listBooks(sandbox: Sandbox, itemId: string): Account[] {
  return listAccounts(sandbox.db, itemId).filter(suitsTransactions);
}

/** The days of one chunk: the whole order runs evenly up to today. */
function listDates(order: BulkOrder, first: number, today: string): string[] {
  const size = Math.min(chunkSize, order.count - first);
  return Array.from({ length: size }, (_, index) => {
    const rowsLeft = order.count - first - index - 1;
    return addDays(today, -Math.floor((rowsLeft * order.days) / order.count));
  });
}

function composeChunk(item: Item, [main, ...others]: Account[], dates: string[]): Change[] {
  if (!main) {
    return [];
  }
  // The head of the log makes keys of this chunk unlike those of any other.
  const random = createRandom(`${item.seed}.bulk.${item.lastSeq}`);
  let spent = 0;
  return dates.map((date, index) => {
    const errand = createErrand(random, `bulk.${item.lastSeq}.${index}`, date);
    const isPay = index % rowsPerPay === rowsPerPay - 1;
    const account = isPay ? main : random.pick([main, ...others]);
    const row = isPay
      ? { ...errand, amount: -spent, description: 'ACME CORP PAYROLL DIRECT DEP' }
      : errand;
    spent = isPay ? 0 : Math.round((spent + errand.amount) * 100) / 100;
    return toChange(item, account, { ...row, pending: false });
  });
}
