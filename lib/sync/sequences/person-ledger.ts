import 'server-only';
import { db } from '#lib/db/client';
import type { Bank } from './bank.ts';
import { Violation } from './violation.ts';

type Decisions = {
  note?: string | null;
  personCategoryId?: string | null;
  reviewed?: boolean;
  kept?: boolean;
};

type Entry = {
  bank: Bank;
  /** Plaid's id of the row when it was decided on. */
  plaidTransactionId: string;
  decisions: Decisions;
};

/** What the person decided, by the row they decided it about. */
export class PersonLedger {
  readonly #entries = new Map<string, Entry>();

  note(rowId: string, bank: Bank, plaidTransactionId: string, decisions: Decisions): void {
    const before = this.#entries.get(rowId)?.decisions;
    this.#entries.set(rowId, {
      bank,
      plaidTransactionId,
      decisions: { ...before, ...decisions },
    });
  }

  /** I4, at any moment: every decision stands on the row it was made about. */
  async check(): Promise<void> {
    const entries = [...this.#entries].filter(([, { bank }]) => bank.left !== 'delete');
    if (entries.length === 0) return;
    const rows = await db().$queryRaw<(Required<Decisions> & { id: string })[]>`
      SELECT "id", "note", "personCategoryId", "reviewed", "keptAt" IS NOT NULL AS "kept"
      FROM "Transaction" WHERE "id" = ANY(${entries.map(([id]) => id)}::uuid[])`;
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const [id, { decisions }] of entries) {
      const row = found.get(id);
      if (!row) throw new Violation('I4', `the row ${id} that the person decided about is gone`);
      for (const [field, value] of Object.entries(decisions)) {
        const stored = row[field as keyof Decisions];
        if (stored === value) continue;
        throw new Violation('I4', `${field} of row ${id} is ${stored}, the person said ${value}`);
      }
    }
  }

  /** I3 and I4 once all is read: where the bank's row lives on, it is still the same row of ours. */
  checkSuccession(bank: Bank, localIds: Map<string, string>): void {
    for (const [id, entry] of this.#entries) {
      if (entry.bank !== bank) continue;
      const latest = bank.latestId(entry.plaidTransactionId);
      const local = localIds.get(latest);
      if (local === undefined || local === id) continue;
      throw new Violation('I3', `${latest} is row ${local}; what was decided about it is on ${id}`);
    }
  }
}
