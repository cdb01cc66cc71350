import 'server-only';
import type { ProviderTransaction } from '#lib/plaid/transactions';
import type { Delta } from '#lib/sync/fetch-delta';
import type { ExistingRow, Plan } from '#lib/sync/plan-changes';

export const personFields = ['category', 'name', 'note', 'date', 'hidden', 'reviewed'] as const;
export type PersonField = (typeof personFields)[number];

export type HeldRow = ExistingRow & {
  plaidPendingId: string | null;
  /** What the person decided; a field that is not here was left open. */
  person: Partial<Record<PersonField, string>>;
};

/**
 * One Item's transactions and former ids, with read-existing-rows.ts and apply-plan.ts carried over
 * statement by statement, unique indexes included.
 */
export class MemoryRows {
  readonly rows = new Map<string, HeldRow>();
  /** Grows with every write. */
  version = 0;
  /** Former id → row. */
  readonly aliases = new Map<string, string>();

  get live(): HeldRow[] {
    return [...this.rows.values()].filter((row) => !row.removed);
  }

  /** read-existing-rows.ts */
  readExisting(delta: Delta): ExistingRow[] {
    const ids = new Set(delta.transactions.keys());
    for (const row of delta.transactions.values()) {
      if (row?.plaidPendingId) ids.add(row.plaidPendingId);
    }
    return [...this.rows.values()]
      .map((row) => ({ ...row, aliases: this.#aliasesOf(row.id) }))
      .filter(
        (row) =>
          delta.full || ids.has(row.plaidTransactionId) || row.aliases.some((id) => ids.has(id)),
      );
  }

  /** apply-plan.ts */
  apply(plan: Plan): void {
    this.version += 1;
    for (const id of plan.tombstones) this.#tombstone(id);
    for (const { id, row } of plan.updates) this.#update(id, row);
    for (const { id, row } of plan.inserts) this.#insert(id, row);
    for (const { plaidTransactionId, transactionId } of plan.aliases) {
      this.aliases.set(plaidTransactionId, transactionId);
    }
    for (const { from, into } of plan.merges) this.#merge(from, into);
  }

  /** updateTransaction in lib/transactions/mutations.ts; false when there is no such row. */
  edit(id: string, field: PersonField, value: string): boolean {
    const row = this.rows.get(id);
    if (!row || row.removed) return false;
    this.version += 1;
    row.person[field] = value;
    return true;
  }

  #tombstone(id: string): void {
    this.#get(id).removed = true;
  }

  #update(id: string, row: ProviderTransaction): void {
    const held = this.#get(id);
    this.#requireFree(row.plaidTransactionId, id);
    Object.assign(held, row, { id, removed: false });
  }

  #insert(id: string, row: ProviderTransaction): void {
    this.#requireFree(row.plaidTransactionId, id);
    this.rows.set(id, { ...row, id, removed: false, aliases: [], person: {} });
  }

  /** Fills what the surviving row left open. */
  #merge(from: string, into: string): void {
    const target = this.#get(into);
    target.person = { ...this.#get(from).person, ...target.person };
  }

  /** UNIQUE (householdId, itemId, plaidTransactionId), checked row by row as PostgreSQL does. */
  #requireFree(plaidTransactionId: string, id: string): void {
    const holder = [...this.rows.values()].find(
      (row) => row.plaidTransactionId === plaidTransactionId,
    );
    if (holder && holder.id !== id) {
      throw new Error(`duplicate key: ${holder.id} has ${plaidTransactionId}, ${id} wants it`);
    }
  }

  #get(id: string): HeldRow {
    const row = this.rows.get(id);
    if (!row) throw new Error(`There is no row ${id}.`);
    return row;
  }

  #aliasesOf(id: string): string[] {
    return [...this.aliases].filter(([, rowId]) => rowId === id).map(([alias]) => alias);
  }
}
