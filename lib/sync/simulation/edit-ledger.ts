import 'server-only';
import type { BankItem } from './bank-item.ts';
import type { HeldRow, MemoryRows, PersonField } from './memory-rows.ts';

/** Every value a field was given, in order: the last one counts. */
type Edits = Map<PersonField, string[]>;

/** Every decision of a person that was accepted, kept apart from the rows it was made on. */
export class EditLedger {
  /** Item → our row → decisions. */
  readonly #byItem = new Map<string, Map<string, Edits>>();

  add(itemId: string, rowId: string, field: PersonField, value: string): void {
    const rows = this.#byItem.get(itemId) ?? new Map<string, Edits>();
    const edits: Edits = rows.get(rowId) ?? new Map();
    const values = [...(edits.get(field) ?? []), value];
    this.#byItem.set(itemId, rows.set(rowId, edits.set(field, values)));
  }

  /**
   * What contradicts the ledger, if anything does: a decision that is no longer on its row; one left
   * behind on a removed row while the same purchase shows on another; one that nobody made.
   */
  findLoss(itemId: string, rows: MemoryRows, bank: BankItem, position: number): string | null {
    const ledger = this.#byItem.get(itemId) ?? new Map<string, Edits>();
    const purchaseOf = (row: HeldRow) => bank.purchaseAt(position, row.plaidTransactionId);
    for (const [rowId, edits] of ledger) {
      const row = rows.rows.get(rowId);
      if (!row) return `${rowId} is gone, and what was decided on it`;
      for (const [field, values] of edits) {
        const value = values.at(-1);
        if (row.person[field] !== value) return `${field} of ${rowId} is no longer ${value}`;
        if (row.removed && row.pending && isLeftBehind(row, field, rows, purchaseOf)) {
          return `${field} of ${rowId} was left behind when ${row.plaidTransactionId} posted`;
        }
      }
    }
    for (const row of rows.rows.values()) {
      for (const [field, value] of Object.entries(row.person) as [PersonField, string][]) {
        if (ledger.get(row.id)?.get(field)?.at(-1) === value) continue;
        const isInherited = [...ledger].some(
          ([rowId, edits]) =>
            edits.get(field)?.includes(value) && isSame(rowId, row, rows, purchaseOf),
        );
        if (!isInherited) return `${field} of ${row.id} is ${value}, which nobody decided`;
      }
    }
    return null;
  }
}

/**
 * The purchase shows, and no other row of it has the decision or one of its own. A posted row that
 * took the decision over and went again has it: another part of the shipment may show without.
 */
function isLeftBehind(
  gone: HeldRow,
  field: PersonField,
  rows: MemoryRows,
  purchaseOf: (row: HeldRow) => string,
): boolean {
  const others = [...rows.rows.values()].filter(
    (row) => row !== gone && purchaseOf(row) === purchaseOf(gone),
  );
  const isShown = others.some((row) => !row.removed);
  return isShown && others.every((row) => row.person[field] === undefined);
}

function isSame(
  rowId: string,
  row: HeldRow,
  rows: MemoryRows,
  purchaseOf: (row: HeldRow) => string,
): boolean {
  const other = rows.rows.get(rowId);
  return other !== undefined && purchaseOf(other) === purchaseOf(row);
}
