import 'server-only';
import type { RemovalPorts } from '#lib/items/finish-disconnect';
import type { Delta } from '#lib/sync/fetch-delta';
import { type Plan, planChanges } from '#lib/sync/plan-changes';
import type { Failure, ItemRef, Lease, RunCounts, RunReport, SyncStore } from '#lib/sync/ports';
import type { Process } from './process.ts';
import type { Site } from './site.ts';
import type { ItemRow } from './tables.ts';

const leaseMs = 60_000;

/** postgres-store.ts over tables in memory, as one process reaches them: the same conditions. */
export class MemoryStore implements SyncStore {
  readonly #site: Site;
  readonly #process: Process;

  constructor(site: Site, process: Process) {
    this.#site = site;
    this.#process = process;
  }

  leaseMs = () => leaseMs;

  acquireLease = (ref: ItemRef, owner: string): ReturnType<SyncStore['acquireLease']> =>
    this.#transact(`take lease of ${ref.itemId}`, () => {
      const { world, tables, invariants } = this.#site;
      const now = world.timeline.now;
      const item = tables.find(ref);
      if (!item || item.removeRequestedAt !== null || item.accessToken === null) return null;
      if (item.leaseUntil !== null && item.leaseUntil >= now) return null;
      invariants.leaseIsTaken(item, this.#process);
      item.leaseOwner = owner;
      item.leaseUntil = now + leaseMs;
      item.fence += 1n;
      if (item.doneSeq < item.requestedSeq) [item.lastAttemptAt, item.retryAt] = [now, null];
      const { accessToken } = item;
      return { lease: this.#toLease(item, owner), openAccessToken: () => accessToken };
    });

  renewLease = (lease: Lease): Promise<boolean> =>
    this.#transact(`renew lease of ${lease.itemId}`, () => {
      const item = this.#site.tables.find(lease);
      const now = this.#site.world.timeline.now;
      if (item?.fence !== lease.fence) return false;
      if (item.leaseUntil === null || item.leaseUntil <= now) return false;
      item.leaseUntil = now + leaseMs;
      return true;
    });

  releaseLease = (lease: Lease): Promise<void> =>
    this.#transact(`release lease of ${lease.itemId}`, () => {
      const item = this.#site.tables.find(lease);
      if (item?.fence !== lease.fence) return;
      [item.leaseOwner, item.leaseUntil] = [null, null];
    });

  isWorkOwed = (ref: ItemRef): Promise<boolean> =>
    this.#transact(`look what is owed to ${ref.itemId}`, () => {
      const item = this.#site.tables.find(ref);
      if (!item || item.removeRequestedAt !== null) return false;
      return item.doneSeq < item.requestedSeq;
    });

  commit = (lease: Lease, delta: Delta, _report: RunReport): ReturnType<SyncStore['commit']> =>
    this.#transact(`commit ${lease.itemId} at ${delta.cursorAfter}`, () => {
      const item = this.#findHeld(lease);
      if (!item) {
        this.#site.world.count('commits refused');
        return null;
      }
      const counts = this.#applyRows(lease, delta);
      const moreRequested = this.#advance(item, lease, delta);
      return { counts, moreRequested, status: delta.status };
    });

  recordFailure = (lease: Lease, failure: Failure, _report: RunReport): Promise<void> =>
    this.#transact(`record ${failure.code} of ${lease.itemId}`, () => {
      this.#site.invariants.runFails(lease, failure.code, this.#process);
      const item = this.#site.tables.find(lease);
      if (item?.fence !== lease.fence) return;
      item.errorCode = failure.code;
      item.failures += 1;
      item.retryAt = this.#site.world.timeline.now + failure.retryInMs;
    });

  /** lib/items/removal-ports.ts */
  readonly removal: RemovalPorts['store'] = {
    findMarked: (ref) =>
      this.#transact(`find mark of ${ref.itemId}`, () => {
        const item = this.#site.tables.find(ref);
        if (!item || item.removeRequestedAt === null) return null;
        return { accessToken: item.accessToken, keepHistory: item.keepHistory };
      }),
    forget: (ref, keepHistory) =>
      this.#transact(`forget ${ref.itemId}`, () => {
        const { world, tables } = this.#site;
        const item = tables.find(ref);
        if (!item) return;
        if (keepHistory) {
          [item.accessToken, item.removedAt] = [null, world.timeline.now];
        } else {
          tables.items.delete(ref.itemId);
          tables.rows.delete(ref.itemId);
        }
      }),
  };

  /** The conditions of `advance` in postgres-store.ts. */
  #findHeld(lease: Lease): ItemRow | null {
    const item = this.#site.tables.find(lease);
    if (!item || item.removeRequestedAt !== null) return null;
    if (item.fence !== lease.fence) return null;
    if (item.transactionsCursor !== lease.cursor) return null;
    return item;
  }

  #applyRows(lease: Lease, delta: Delta): RunCounts {
    const { world, tables } = this.#site;
    const rows = tables.rowsOf(lease.itemId);
    const plan = planChanges(rows.readExisting(delta), delta, () => world.newId('row'));
    rows.apply(plan);
    return countChanges(plan);
  }

  #advance(item: ItemRow, lease: Lease, delta: Delta): boolean {
    this.#site.invariants.cursorMoves(item, lease);
    item.transactionsCursor = delta.cursorAfter;
    item.transactionsStatus = delta.status;
    item.doneSeq = lease.targetSeq;
    [item.errorCode, item.failures, item.retryAt] = [null, 0, null];
    item.balancesErrorCode = delta.balancesError?.code ?? null;
    return item.requestedSeq > item.doneSeq;
  }

  #toLease(item: ItemRow, owner: string): Lease {
    const { householdId, itemId, fence, doneSeq, failures } = item;
    return {
      ...{ householdId, itemId, fence, doneSeq, failures, owner },
      targetSeq: item.requestedSeq,
      cursor: item.transactionsCursor,
      trigger: item.wakeTrigger ?? 'sweep',
      createdAt: item.createdAt,
    };
  }

  #transact<Answer>(label: string, run: () => Answer): Promise<Answer> {
    return this.#site.database.transact(this.#process, label, run);
  }
}

function countChanges(plan: Plan): RunCounts {
  const count = (kind: string) => plan.changes.filter((change) => change.kind === kind).length;
  return {
    added: plan.inserts.length,
    posted: count('posted'),
    changed: count('changed') + count('restored'),
    removed: count('removed'),
  };
}
