import type { RecurringTransactionFrequency, TransactionStream } from 'plaid';
import type { Account } from '../accounts/accounts.ts';
import { toVersionOne } from '../bank/categories.ts';
import { addDays, daysBetween } from '../dates.ts';
import { deriveId } from '../ids.ts';
import type { Item } from '../items/item.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import type { StoredTransaction } from './transaction.ts';

type Frequency = Exclude<Wire<RecurringTransactionFrequency>, 'UNKNOWN'>;

interface Rhythm {
  frequency: Frequency;
  /** Days from one payment to the next. */
  least: number;
  most: number;
  /** How many payments make it certain. */
  mature: number;
}

/** In this order: fifteen days can be half a month, fourteen are two weeks. */
const rhythms: Rhythm[] = [
  { frequency: 'WEEKLY', least: 6, most: 8, mature: 3 },
  { frequency: 'BIWEEKLY', least: 13, most: 14, mature: 3 },
  { frequency: 'SEMI_MONTHLY', least: 15, most: 17, mature: 3 },
  { frequency: 'MONTHLY', least: 27, most: 33, mature: 3 },
  { frequency: 'ANNUALLY', least: 350, most: 380, mature: 2 },
];

/** A stream is found in the latest rows; older ones of a very big Item are left aside. */
const maxRows = 10_000;
/** This much of the gaps must keep the rhythm: a payment may be a few days late now and then. */
const steadyShare = 0.75;
/** Two payments are a beginning only if they are nearly the same. */
const sameAmount = 0.1;

/** The payments of an Item that come again and again, found in its own transactions. */
export function findStreams(
  sandbox: Sandbox,
  item: Item,
  accounts: Account[],
  version: 'v1' | 'v2',
): Wire<TransactionStream>[] {
  const wanted = new Set(accounts.map((account) => account.account_id));
  const rows = sandbox.db
    .all<{ body_json: string }>(
      `SELECT body_json FROM transactions WHERE item_id = ? AND removed = 0 AND pending = 0
       ORDER BY date DESC, changed_seq DESC LIMIT ?`,
      item.itemId,
      maxRows,
    )
    .map((row) => JSON.parse(row.body_json) as StoredTransaction)
    .filter((row) => wanted.has(row.account_id) && row.amount !== 0);
  const groups = Map.groupBy(rows.toReversed(), nameStream);
  const today = sandbox.clock.today();
  return [...groups].flatMap(([name, group]) => {
    const stream = toStream(deriveId(item.itemId, 'stream', name), group, today, version);
    return stream ? [stream] : [];
  });
}

/** What belongs together: the same account, direction and payee. */
export function nameStream(row: StoredTransaction): string {
  const payee = row.merchant_entity_id ?? row.name.toLowerCase().replaceAll(/[^a-z]+/g, ' ');
  return [row.account_id, row.amount < 0 ? 'in' : 'out', payee].join(' ');
}

/** Null when the rows, oldest first, keep no rhythm. */
function toStream(
  streamId: string,
  rows: StoredTransaction[],
  today: string,
  version: 'v1' | 'v2',
): Wire<TransactionStream> | null {
  const [first] = rows;
  const last = rows.at(-1);
  const dates = rows.map((row) => row.date);
  const rhythm = findRhythm(dates);
  if (!first || !last || !rhythm || (rows.length === 2 && !areAlike(rows))) {
    return null;
  }
  const isMature = rows.length >= rhythm.mature;
  const isActive = daysBetween(last.date, today) <= rhythm.most * 1.5;
  const sum = rows.reduce((total, row) => total + row.amount, 0);
  const currency = {
    iso_currency_code: last.iso_currency_code,
    unofficial_currency_code: last.unofficial_currency_code,
  };
  const category = last.personal_finance_category;
  return {
    account_id: last.account_id,
    stream_id: streamId,
    category: null,
    category_id: null,
    description: last.name,
    merchant_name: last.merchant_name,
    first_date: first.date,
    last_date: last.date,
    predicted_next_date: isActive ? addDays(last.date, medianGap(dates)) : null,
    frequency: rhythm.frequency,
    transaction_ids: rows.map((row) => row.transaction_id),
    average_amount: { amount: Math.round((sum / rows.length) * 100) / 100, ...currency },
    last_amount: { amount: last.amount, ...currency },
    is_active: isActive,
    status: isMature ? 'MATURE' : isActive ? 'EARLY_DETECTION' : 'TOMBSTONED',
    personal_finance_category:
      category && version === 'v1'
        ? { ...category, ...toVersionOne(category.detailed, last.amount), version }
        : category,
    is_user_modified: false,
  };
}

/** The rhythm of payments on these days, oldest first; null when they keep none. */
export function findRhythm(dates: string[]): Rhythm | null {
  if (dates.length < 2) {
    return null;
  }
  const gaps = listGaps(dates);
  const median = medianGap(dates);
  const rhythm = rhythms.find(({ least, most }) => least <= median && median <= most);
  if (!rhythm) {
    return null;
  }
  const slack = Math.ceil(rhythm.most / 10);
  const steady = gaps.filter(
    (gap) => gap >= rhythm.least - slack && gap <= rhythm.most + slack,
  ).length;
  return steady / gaps.length >= steadyShare ? rhythm : null;
}

function areAlike(rows: StoredTransaction[]): boolean {
  const amounts = rows.map((row) => Math.abs(row.amount));
  const highest = Math.max(...amounts);
  return highest - Math.min(...amounts) <= highest * sameAmount;
}

function medianGap(dates: string[]): number {
  const gaps = listGaps(dates).toSorted((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

function listGaps(dates: string[]): number[] {
  return dates.slice(1).map((date, index) => daysBetween(dates[index] ?? date, date));
}
