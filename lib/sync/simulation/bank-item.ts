import 'server-only';
import { PlaidError } from '#lib/plaid/plaid-error';
import type { ProviderTransaction, TransactionsStatus } from '#lib/plaid/transactions';

export type Entry = { id: string; row: ProviderTransaction | null };
type Page = {
  added: ProviderTransaction[];
  modified: ProviderTransaction[];
  removed: string[];
  nextCursor: string;
  hasMore: boolean;
};

/**
 * Plaid's side of one Item: a log of changes that only grows, and cursors that point into it. The
 * truth at a cursor is the log folded up to there, so "what should we have" is never a matter of
 * what was sent.
 */
export class BankItem {
  readonly name: string;
  readonly accessToken: string;
  readonly log: Entry[] = [];
  status: TransactionsStatus = 'not_ready';
  /** Plaid sends webhooks only once it was asked for transactions. */
  wasAsked = false;
  needsSignIn = false;
  /** The person took the permission back at the bank, or we removed the Item. */
  isGone = false;
  /** /item/remove was carried out. */
  isRemoved = false;
  #cursorEra = 0;
  readonly #view = { position: 0, rows: new Map<string, ProviderTransaction>() };
  readonly #links = new Map<string, string>();

  constructor(name: string) {
    this.name = name;
    this.accessToken = `access-${name}`;
  }

  get head(): number {
    return this.log.length;
  }

  /** One update of the bank's: no page is ever cut between its entries. */
  append(...entries: Entry[]): void {
    this.log.push(...entries);
  }

  /** From now on every cursor given so far is refused. */
  invalidateCursors(): void {
    this.#cursorEra += 1;
  }

  /** Where a cursor points; null = into the middle of a pass, where nothing may be stored. */
  positionOf(cursor: string | null): number | null {
    if (cursor === null) return 0;
    const [, , start, head] = cursor.split('/');
    return head === undefined ? Number(start) : null;
  }

  /** Every row Plaid has at a position. Valid until the next call. */
  rowsAt(position: number): Map<string, ProviderTransaction> {
    const view = this.#view;
    if (position < view.position) {
      view.position = 0;
      view.rows.clear();
      this.#links.clear();
    }
    for (const { id, row } of this.log.slice(view.position, position)) {
      if (row === null) view.rows.delete(id);
      else view.rows.set(id, row);
      if (row?.plaidPendingId) this.#links.set(id, row.plaidPendingId);
    }
    view.position = position;
    return view.rows;
  }

  /**
   * The rows a person should see: all but pending ones whose posted successor is there too. Valid
   * until the next call.
   */
  visibleAt(position: number): ProviderTransaction[] {
    const rows = [...this.rowsAt(position).values()];
    const replaced = new Set(rows.map((row) => row.plaidPendingId));
    return rows.filter((row) => !(row.pending && replaced.has(row.plaidTransactionId)));
  }

  /** The purchase behind an id, as far as Plaid's links tell by a position: its pending row's id. */
  purchaseAt(position: number, id: string): string {
    this.rowsAt(position);
    return this.#links.get(id) ?? id;
  }

  /**
   * @param size    entries on a page
   * @param quirks  say nothing new, but say it twice: repeated entries, known rows as `added`
   */
  readPage(cursor: string | null, size: number, quirks: boolean): Page {
    const [, era, start = 0, pinned, offset = 0] = (cursor ?? '').split('/').map(Number);
    if (cursor !== null && era !== this.#cursorEra) throw invalidCursor();
    if (pinned !== undefined && pinned !== this.head) throw mutation();
    const changes = this.#changesSince(start);
    const from = quirks ? Math.max(0, offset - 1) : offset;
    const page: Page = {
      added: [],
      modified: [],
      removed: [],
      nextCursor: `${this.name}/${this.#cursorEra}/${this.head}`,
      hasMore: offset + size < changes.length,
    };
    for (const { id, row, isNew } of changes.slice(from, offset + size)) {
      if (row === null) page.removed.push(id);
      else if (isNew || quirks) page.added.push(row);
      else page.modified.push(row);
    }
    if (page.hasMore) {
      const rest = [this.#cursorEra, start, this.head, offset + size].join('/');
      page.nextCursor = `${this.name}/${rest}`;
    }
    return page;
  }

  /** The last word on each id since a position, oldest first; what came and went is no news. */
  #changesSince(start: number): (Entry & { isNew: boolean })[] {
    const known = new Set(this.rowsAt(start).keys());
    const last = new Map<string, ProviderTransaction | null>();
    for (const { id, row } of this.log.slice(start)) {
      last.delete(id);
      last.set(id, row);
    }
    return [...last]
      .map(([id, row]) => ({ id, row, isNew: !known.has(id) }))
      .filter(({ row, isNew }) => row !== null || !isNew);
  }
}

function invalidCursor(): PlaidError {
  const message = 'cursor not associated with access_token';
  return new PlaidError({ type: 'INVALID_REQUEST', code: 'INVALID_FIELD', message });
}

function mutation(): PlaidError {
  const code = 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION';
  return new PlaidError({ type: 'TRANSACTIONS_ERROR', code });
}
