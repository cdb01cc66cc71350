import 'server-only';
import { internalError } from '#lib/plaid/plaid-error';
import type { ProviderTransaction } from '#lib/plaid/transactions';
import type { Lease } from '#lib/sync/ports';
import type { BankItem } from './bank-item.ts';
import type { HeldRow } from './memory-rows.ts';
import type { Process } from './process.ts';
import type { Site } from './site.ts';
import type { ItemRow } from './tables.ts';

/** A killed worker's jobs are found again once its lease has run out and a sweep has come. */
const lostAlarmMs = 15 * 60_000;

/** An Item at the bank, and how we were when last looked at. */
type Link = { bank: BankItem; version: number; cursor: string | null };

/**
 * I1 to I12 of docs/reliability.md, as far as they speak of what is simulated. Watches from outside:
 * what it knows comes from the bank's log and from events, never from the engine's own judgement.
 */
export class Invariants {
  readonly #site: () => Site;
  /** The Items that were linked; ours may be gone while the bank's is not. */
  readonly #linked = new Map<string, Link>();
  /** Item → the fence of the last run that failed. */
  readonly #failedUnder = new Map<string, bigint>();
  readonly #targets = new Map<string, bigint>();
  /** Item → how far the bank had come when we answered a webhook with 200. */
  readonly #acknowledged = new Map<string, number>();

  constructor(site: () => Site) {
    this.#site = site;
  }

  itemIsLinked(itemId: string, bank: BankItem): void {
    this.#linked.set(itemId, { bank, version: 0, cursor: null });
  }

  leaseIsTaken(item: ItemRow, process: Process): void {
    const { world } = this.#site();
    if (item.leaseUntil !== null && item.leaseUntil > world.timeline.now) {
      world.fail('I11', `${process.name} syncs ${item.itemId} beside ${item.leaseOwner}`);
    }
    if (item.removeRequestedAt !== null) {
      world.fail('I9', `${process.name} syncs ${item.itemId}, which is to be removed`);
    }
  }

  cursorMoves(item: ItemRow, lease: Lease): void {
    const { world } = this.#site();
    world.count('commits');
    this.#targets.set(item.itemId, lease.targetSeq);
    if (item.fence !== lease.fence || item.transactionsCursor !== lease.cursor) {
      world.fail('I7', `${lease.owner} commits ${item.itemId} under a lease that is over`);
    }
  }

  /** The engine may fail only because its surroundings did. */
  runFails(lease: Lease, code: string, process: Process): void {
    this.#failedUnder.set(lease.itemId, lease.fence);
    if (code !== internalError) return;
    process.outages -= 1;
    if (process.outages >= 0) return;
    this.#site().world.fail('no crash', `${process.name} fails where nothing around it did`);
  }

  webhookIsAnswered(plaidItemId: string, head: number, seqBefore: bigint | undefined): void {
    const { world, tables } = this.#site();
    world.note('plaid', `webhook of ${plaidItemId} is answered 200`);
    const item = [...tables.items.values()].find((each) => each.plaidItemId === plaidItemId);
    if (!item || item.removeRequestedAt !== null) return;
    if (seqBefore !== undefined && item.requestedSeq <= seqBefore) {
      world.fail('I5', `a webhook of ${item.itemId} was answered 200 and marked no work`);
    }
    const known = this.#acknowledged.get(item.itemId) ?? 0;
    this.#acknowledged.set(item.itemId, Math.max(known, head));
  }

  /** After every transaction. */
  check(): void {
    const { tables } = this.#site();
    for (const [itemId, link] of this.#linked) {
      const item = tables.items.get(itemId);
      this.#checkRemoval(itemId, item, link.bank);
      if (!item) continue;
      this.#checkAlarm(item);
      const { version } = tables.rowsOf(itemId);
      if (version === link.version && item.transactionsCursor === link.cursor) continue;
      [link.version, link.cursor] = [version, item.transactionsCursor];
      this.#checkDone(item);
      this.#checkRows(item, link.bank);
    }
  }

  /** Once faults have stopped and what was queued has run, before any sweep that asks anew. */
  checkAcknowledged(): void {
    const { world, tables } = this.#site();
    for (const [itemId, head] of this.#acknowledged) {
      const item = tables.items.get(itemId);
      if (!item || !this.#isSyncable(item) || item.retryAt !== null) continue;
      const position = this.#linked.get(itemId)?.bank.positionOf(item.transactionsCursor) ?? 0;
      if (position >= head) continue;
      world.fail('I5', `${itemId} is at ${position}; a webhook answered 200 spoke of ${head}`);
    }
  }

  /** After faults have stopped and one sweep. */
  checkAtRest(): void {
    const { world, tables } = this.#site();
    for (const [itemId, { bank }] of this.#linked) {
      const item = tables.items.get(itemId);
      if (!item || item.removedAt !== null) continue;
      if (item.removeRequestedAt !== null) world.fail('I9', `${itemId} was never removed`);
      else if (bank.isGone) this.#expectError(item, 'ITEM_NOT_FOUND');
      else if (bank.needsSignIn) this.#expectError(item, 'ITEM_LOGIN_REQUIRED');
      else this.#expectHead(item, bank);
    }
  }

  #isSyncable(item: ItemRow): boolean {
    const bank = this.#linked.get(item.itemId)?.bank;
    if (!bank || bank.isGone || bank.needsSignIn) return false;
    return item.removeRequestedAt === null;
  }

  #expectError(item: ItemRow, code: string): void {
    if (item.errorCode === code) return;
    const { world } = this.#site();
    world.fail('I12', `${item.itemId} says ${item.errorCode} where the bank says ${code}`);
  }

  #expectHead(item: ItemRow, bank: BankItem): void {
    const { world } = this.#site();
    const position = bank.positionOf(item.transactionsCursor);
    if (position !== bank.head) {
      world.fail('I8', `${item.itemId} stays at ${position}; the bank is at ${bank.head}`);
    } else if (item.doneSeq !== item.requestedSeq) {
      world.fail('I8', `${item.itemId} still owes work at rest`);
    } else if (item.errorCode !== null || item.balancesErrorCode !== null) {
      const code = item.errorCode ?? item.balancesErrorCode;
      world.fail('I12', `${item.itemId} still says ${code} at rest`);
    }
  }

  /** I9: without our token nobody can end it at Plaid any more. */
  #checkRemoval(itemId: string, item: ItemRow | undefined, bank: BankItem): void {
    const isForgotten = !item || item.accessToken === null;
    if (!isForgotten || bank.isGone) return;
    this.#site().world.fail('I9', `${itemId} is forgotten here and goes on at Plaid`);
  }

  /** I6, and of I11 what concerns the queue. */
  #checkAlarm(item: ItemRow): void {
    const { world, queue } = this.#site();
    const alarms = queue.alive('sync-item', item.itemId);
    if (alarms.filter((job) => !job.lockedBy && job.key !== null).length > 1) {
      world.fail('I11', `two jobs wait for ${item.itemId}`);
    }
    const isOwed = item.doneSeq < item.requestedSeq && item.removeRequestedAt === null;
    if (!isOwed || alarms.length > 0 || world.isResting) return;
    const since = world.timeline.now - lostAlarmMs;
    // A worker that died between writing a failure and leaving its alarm: the sweep knows when.
    const hasTime = this.#failedUnder.get(item.itemId) === item.fence && item.retryAt !== null;
    if (hasTime && (item.retryAt ?? 0) > since) return;
    if (queue.hasLost(item.itemId, since)) return;
    world.fail('I6', `${item.itemId} is owed a sync and nothing is queued`);
  }

  #checkDone(item: ItemRow): void {
    const target = this.#targets.get(item.itemId) ?? 0n;
    if (item.doneSeq === target) return;
    const { world } = this.#site();
    world.fail('I6', `${item.itemId} is done to ${item.doneSeq}; its run began at ${target}`);
  }

  #checkRows(item: ItemRow, bank: BankItem): void {
    const { world, tables, ledger } = this.#site();
    const position = bank.positionOf(item.transactionsCursor);
    if (position === null) {
      world.fail('I10', `${item.itemId} keeps a cursor mid-pass`);
      return;
    }
    const rows = tables.rowsOf(item.itemId);
    const where = `${item.itemId} at ${position}`;
    const ids = rows.live.map((row) => row.plaidTransactionId);
    if (new Set(ids).size < ids.length) world.fail('I2', `${where} has doubles`);
    if (showsBoth(rows.live)) world.fail('I3', `${where} shows a pending row and its posted one`);
    const difference = compare(rows.live, bank.visibleAt(position));
    if (difference) world.fail('I1', `${where}: ${difference}`);
    const loss = ledger.findLoss(item.itemId, rows, bank, position);
    if (loss) world.fail('I4', `${where}: ${loss}`);
  }
}

function showsBoth(live: HeldRow[]): boolean {
  const pending = new Set(live.filter((row) => row.pending).map((row) => row.plaidTransactionId));
  return live.some((row) => pending.has(row.plaidPendingId ?? ''));
}

/** Equal as sets of facts; so are then the sums of each account and currency. */
function compare(held: HeldRow[], truth: ProviderTransaction[]): string | null {
  const ours = new Set(held.map(describe));
  const theirs = new Set(truth.map(describe));
  const missing = [...theirs].filter((row) => !ours.has(row));
  const extra = [...ours].filter((row) => !theirs.has(row));
  if (missing.length === 0 && extra.length === 0) return null;
  return `missing [${missing.join(', ')}], extra [${extra.join(', ')}]`;
}

function describe(row: ProviderTransaction | HeldRow): string {
  const { plaidTransactionId, plaidAccountId, amountMinor, currency, date, pending, name } = row;
  const state = pending ? 'pending' : 'posted';
  return [plaidTransactionId, plaidAccountId, amountMinor, currency, date, state, name].join(' ');
}
