import 'server-only';
import type { ProviderTransaction } from '#lib/plaid/transactions';

/** The provider columns a receipt speaks of. */
const trackedColumns = [
  'amountMinor',
  'currency',
  'date',
  'authorizedDate',
  'pending',
  'name',
  'merchantName',
  'plaidAccountId',
] as const;

type Tracked = Pick<ProviderTransaction, (typeof trackedColumns)[number]>;

/** A row of ours, as far as planning needs it. */
export type ExistingRow = Tracked & {
  id: string;
  /** Plaid's current id of the row. */
  plaidTransactionId: string;
  removed: boolean;
  /** Ids it had before. */
  aliases: string[];
};

export type Change = {
  transactionId: string;
  kind: 'posted' | 'changed' | 'removed' | 'restored';
  before: Partial<Tracked> | null;
  after: Partial<Tracked> | null;
};

export type Plan = {
  inserts: { id: string; row: ProviderTransaction }[];
  /** Every known row Plaid sent again, changed or not; the store skips what is equal. */
  updates: { id: string; row: ProviderTransaction }[];
  tombstones: string[];
  /** Former ids, to remember; where one is known already it changes its row. */
  aliases: { plaidTransactionId: string; transactionId: string }[];
  /** What the person decided about `from` goes to `into`, where they decided nothing yet. */
  merges: { from: string; into: string }[];
  changes: Change[];
};

/**
 * Decides what a delta does to our rows. Pure; the store only carries it out.
 *
 * A posted row takes over the row of its pending predecessor, id and all, whatever the order the
 * two arrive in; the predecessor's id becomes an alias, so that its removal, before or after, does
 * nothing. Without Plaid's link between the two nothing is matched.
 *
 * @param existing  every row whose current or former id appears in the delta as an id or as a
 *                  pending id; in a full delta every row of the Item
 * @param makeId    for new rows
 */
export function planChanges(
  existing: ExistingRow[],
  delta: { transactions: Map<string, ProviderTransaction | null>; full: boolean },
  makeId: () => string,
): Plan {
  const removed: string[] = [];
  const present: ProviderTransaction[] = [];
  for (const [id, row] of delta.transactions) {
    if (row === null) removed.push(id);
    else present.push(row);
  }
  const planner = new Planner(existing, listGone(existing, delta, removed), makeId);
  // Posted rows first: they may claim a pending row that the same delta still calls present.
  for (const row of present.filter((each) => each.plaidPendingId !== null)) planner.place(row);
  for (const row of present.filter((each) => each.plaidPendingId === null)) planner.place(row);
  for (const id of removed) planner.remove(id);
  if (delta.full) planner.removeUnplaced();
  return planner.plan;
}

/** Ids that the delta says are gone: in a full one also all it does not name. */
function listGone(
  existing: ExistingRow[],
  delta: { transactions: Map<string, ProviderTransaction | null>; full: boolean },
  removed: string[],
): Set<string> {
  const ids = existing.map((row) => row.plaidTransactionId);
  const unnamed = delta.full ? ids.filter((id) => !delta.transactions.has(id)) : [];
  return new Set([...removed, ...unnamed]);
}

class Planner {
  readonly plan: Plan = {
    inserts: [],
    updates: [],
    tombstones: [],
    aliases: [],
    merges: [],
    changes: [],
  };
  readonly #makeId: () => string;
  /** Ids that are no longer at the bank. */
  readonly #gone: Set<string>;
  readonly #existing: ExistingRow[];
  /** Current id → row. */
  readonly #byId = new Map<string, ExistingRow>();
  /** Former id → row. */
  readonly #byAlias = new Map<string, ExistingRow>();
  /** Rows that this delta says are there. */
  readonly #placed = new Set<string>();

  constructor(existing: ExistingRow[], gone: Set<string>, makeId: () => string) {
    this.#gone = gone;
    this.#makeId = makeId;
    this.#existing = existing;
    for (const row of existing) {
      this.#byId.set(row.plaidTransactionId, row);
      for (const alias of row.aliases) this.#byAlias.set(alias, row);
    }
  }

  place(row: ProviderTransaction): void {
    const known = this.#byId.get(row.plaidTransactionId);
    const successor = this.#byAlias.get(row.plaidTransactionId);
    // A pending row that its posted successor already replaced comes again: it has had its say.
    // Unless the successor is gone: then the bank took the posting back.
    if (row.pending && successor && successor !== known && !this.#isGone(successor)) return;
    if (known) {
      // Back under its own id: what posts next is its successor, not that of the row it went into.
      if (successor && this.#isGone(successor)) this.#moveAlias(row.plaidTransactionId, known);
      this.#update(known, row);
      if (row.plaidPendingId !== null) this.#absorb(row.plaidPendingId, known);
      return;
    }
    const pending = row.plaidPendingId === null ? undefined : this.#find(row.plaidPendingId);
    const heir = [successor, pending].find((each) => each && this.#isFree(each));
    if (heir) this.#takeOver(heir, row);
    else this.#insert(row);
  }

  remove(plaidTransactionId: string): void {
    const row = this.#byId.get(plaidTransactionId);
    if (row && !this.#placed.has(row.id)) this.#tombstone(row);
  }

  removeUnplaced(): void {
    for (const row of this.#existing) if (!this.#placed.has(row.id)) this.#tombstone(row);
  }

  /** The row that shows under an id now, or else the one that took it over. */
  #find(plaidTransactionId: string): ExistingRow | undefined {
    const current = this.#byId.get(plaidTransactionId);
    if (current && !current.removed) return current;
    return this.#byAlias.get(plaidTransactionId) ?? current;
  }

  #isGone(row: ExistingRow): boolean {
    if (this.#placed.has(row.id)) return false;
    return row.removed || this.#gone.has(row.plaidTransactionId);
  }

  /** May go on under another id. A posted row may not while it is there itself. */
  #isFree(row: ExistingRow): boolean {
    return !this.#placed.has(row.id) && (row.pending || this.#isGone(row));
  }

  #insert(row: ProviderTransaction): void {
    const id = this.#makeId();
    this.plan.inserts.push({ id, row });
    const made = {
      id,
      removed: false,
      aliases: [],
      plaidTransactionId: row.plaidTransactionId,
      amountMinor: row.amountMinor,
      currency: row.currency,
      date: row.date,
      authorizedDate: row.authorizedDate,
      pending: row.pending,
      name: row.name,
      merchantName: row.merchantName,
      plaidAccountId: row.plaidAccountId,
    };
    this.#byId.set(row.plaidTransactionId, made);
    this.#placed.add(id);
    if (row.plaidPendingId !== null) this.#alias(row.plaidPendingId, made);
  }

  #update(known: ExistingRow, row: ProviderTransaction): void {
    this.plan.updates.push({ id: known.id, row });
    this.#placed.add(known.id);
    const [before, after] = difference(known, row);
    const postedInPlace = known.pending && !row.pending;
    if (known.removed) this.#change(known, 'restored', before, after);
    else if (postedInPlace) this.#change(known, 'posted', before, after);
    else if (Object.keys(after).length > 0) this.#change(known, 'changed', before, after);
  }

  /** The row goes on under the new id. */
  #takeOver(heir: ExistingRow, row: ProviderTransaction): void {
    this.plan.updates.push({ id: heir.id, row });
    this.#placed.add(heir.id);
    const [before, after] = difference(heir, row);
    this.#change(heir, heir.pending && !row.pending ? 'posted' : 'restored', before, after);
    this.#byId.delete(heir.plaidTransactionId);
    this.#moveAlias(heir.plaidTransactionId, heir);
    this.#byId.set(row.plaidTransactionId, heir);
  }

  /** The posted row came first, as a row of its own, and names its pending one only now. */
  #absorb(pendingId: string, known: ExistingRow): void {
    const pending = this.#byId.get(pendingId);
    if (!pending || pending === known) {
      this.#alias(pendingId, known);
      return;
    }
    const owner = this.#byAlias.get(pendingId);
    if (owner === known && pending.removed) return;
    // Two posted rows may claim one pending row (a shipment in parts): the first one has it.
    const isTaken = owner && owner !== known && owner !== pending && !this.#isGone(owner);
    if (isTaken || !pending.pending) return;
    this.plan.merges.push({ from: pending.id, into: known.id });
    this.#tombstone(pending);
    this.#moveAlias(pendingId, known);
  }

  /** The first row to have had an id keeps it. */
  #alias(plaidTransactionId: string, row: ExistingRow): void {
    if (this.#byAlias.has(plaidTransactionId)) return;
    this.#byAlias.set(plaidTransactionId, row);
    this.plan.aliases.push({ plaidTransactionId, transactionId: row.id });
  }

  #moveAlias(plaidTransactionId: string, row: ExistingRow): void {
    if (this.#byAlias.get(plaidTransactionId) === row) return;
    this.#byAlias.delete(plaidTransactionId);
    this.#alias(plaidTransactionId, row);
  }

  #tombstone(row: ExistingRow): void {
    this.#placed.add(row.id);
    if (row.removed) return;
    this.plan.tombstones.push(row.id);
    this.#change(row, 'removed', null, null);
  }

  #change(
    row: ExistingRow,
    kind: Change['kind'],
    before: Partial<Tracked> | null,
    after: Partial<Tracked> | null,
  ): void {
    this.plan.changes.push({ transactionId: row.id, kind, before, after });
  }
}

/** The tracked columns that differ: [before, after]. */
function difference(before: Tracked, after: Tracked): [Partial<Tracked>, Partial<Tracked>] {
  const changed = trackedColumns.filter((column) => before[column] !== after[column]);
  const pick = (row: Tracked) => Object.fromEntries(changed.map((column) => [column, row[column]]));
  return [pick(before), pick(after)];
}
