import 'server-only';
import type { ProviderAccount } from '#lib/plaid/accounts';
import type { SyncPage, TransactionsStatus } from '#lib/plaid/transactions';
import type { Delta } from './fetch-delta.ts';

/**
 * What the engine needs of the world. The worker gives it PostgreSQL, Plaid and the clock; a
 * simulator gives the same code others, driven by one seed.
 */
export type SyncPorts = {
  store: SyncStore;
  plaid: SyncPlaid;
  clock: Clock;
  newId: () => string;
  /** Whether the process wants to end: a run gives up between two pages, before it writes. */
  isStopping: () => boolean;
};

type Clock = {
  /** Only for durations and receipts: leases live in the store's time. */
  now: () => Date;
  /** A number in [0, 1), for jitter. */
  random: () => number;
  /** Calls `run` every so often until the returned function is called. */
  every: (ms: number, run: () => void) => () => void;
};

export type ItemRef = { householdId: string; itemId: string };

/**
 * The right to sync one Item, and what was read of it at that moment. The access token travels apart
 * from it, so that nothing that prints or stores a lease can leak one.
 */
export type Lease = ItemRef & {
  owner: string;
  /** Grows with every lease: a commit under an older one is refused. */
  fence: bigint;
  /** requested_seq when the lease was taken; what the commit may call done. */
  targetSeq: bigint;
  doneSeq: bigint;
  cursor: string | null;
  trigger: string;
  failures: number;
  createdAt: Date;
};

export type Leased = {
  lease: Lease;
  /** @throws when the key that sealed the token is not configured */
  openAccessToken: () => string;
};

export type SyncPlaid = {
  getSyncPage: (accessToken: string, cursor: string | null) => Promise<SyncPage>;
  getAccounts: (accessToken: string) => Promise<ProviderAccount[]>;
};

export type RunReport = {
  runId: string;
  startedAt: Date;
  finishedAt: Date;
  pages: number;
  restarts: number;
  requestId: string | null;
};

export type RunCounts = { added: number; posted: number; changed: number; removed: number };

export type Failure = {
  type: string;
  code: string;
  display: string | null;
  /** The Item's work is tried again after this long. */
  retryInMs: number;
};

export type SyncStore = {
  /** How long a lease lasts without renewal; a killed worker's Item is free after it. */
  leaseMs: () => number;
  /** Null when another worker holds the lease, or the Item is gone or being removed. */
  acquireLease: (ref: ItemRef, owner: string) => Promise<Leased | null>;
  /** False when the lease was lost. */
  renewLease: (lease: Lease) => Promise<boolean>;
  releaseLease: (lease: Lease) => Promise<void>;
  /**
   * Rows, balances, receipt, cursor and done_seq in one transaction, which holds only if the fence
   * and the cursor are still those of the lease; null when they are not, and nothing was written.
   */
  commit: (
    lease: Lease,
    delta: Delta,
    report: RunReport,
  ) => Promise<{ counts: RunCounts; moreRequested: boolean; status: TransactionsStatus } | null>;
  /** Whether more was requested than a commit covers; false also when the Item is gone or leaving. */
  isWorkOwed: (ref: ItemRef) => Promise<boolean>;
  /** Keeps the receipt of a failed run and the Item's error; no row, cursor or counter moves. */
  recordFailure: (lease: Lease, failure: Failure, report: RunReport) => Promise<void>;
};

/** Alarms for an Item, of which one of each kind waits at a time; a job of its own each. */
export type SyncQueue = {
  /** Wakes a worker for work that is already marked. */
  enqueueSync: (ref: ItemRef, delayMs: number) => Promise<void>;
  /** Marks work later. */
  enqueueWake: (ref: ItemRef, delayMs: number) => Promise<void>;
};
