import 'server-only';
import type { LinkedItem } from '#lib/testing/household';
import { control, type Edited, editTruth, type TruthRow } from '#lib/testing/sandbox';

export type TruthAccount = {
  account_id: string;
  balances: { current: number | null; iso_currency_code: string | null };
};

type Truth = {
  accounts: TruthAccount[];
  transactions_update_status: string;
  cursor_head: number;
  transactions: TruthRow[];
};

/** One Item of a sequence, seen from the bank's side: what it said at every point of its log. */
export class Bank {
  readonly item: LinkedItem;
  /** Every state that Plaid had, by the number of changes that led to it; rows as text. */
  readonly states = new Map<number, string[]>();
  /** The first state with the whole history; what lay before was seen by nobody here. */
  firstHead = 0;
  head = 0;
  rows: TruthRow[] = [];
  accounts: TruthAccount[] = [];
  /** The product was told of everything up to here, and answered that it knows. */
  toldHead = 0;
  /** Posted id by pending id. */
  readonly successors = new Map<string, string>();
  left: 'keep' | 'delete' | null = null;
  /** Ordered of the sandbox so far. */
  faults = 0;

  constructor(item: LinkedItem) {
    this.item = item;
  }

  /** Reads what stands now. Only this sequence moves it, so that no state is missed. */
  async observe(): Promise<Truth> {
    const truth = await control<Truth>(`/items/${this.item.plaidItemId}/truth?limit=100000`);
    this.head = truth.cursor_head;
    this.rows = truth.transactions;
    this.accounts = truth.accounts;
    this.states.set(this.head, this.rows.map(describeTruth).sort());
    return truth;
  }

  async edit(edit: Record<string, unknown>, announced: boolean): Promise<Edited> {
    const { plaidItemId } = this.item;
    const edited = announced
      ? await control<Edited>(`/items/${plaidItemId}/transactions`, edit)
      : await editTruth(plaidItemId, edit);
    for (const { pending_transaction_id: pending, transaction_id } of edited.posted) {
      this.successors.set(pending, transaction_id);
    }
    await this.observe();
    return edited;
  }

  /** Deliveries overtake each other: what was told once stays told. */
  toldOf(head: number): void {
    this.toldHead = Math.max(this.toldHead, head);
  }

  /** The id that the row of this id has at the bank by now. */
  latestId(plaidTransactionId: string): string {
    const next = this.successors.get(plaidTransactionId);
    return next === undefined ? plaidTransactionId : this.latestId(next);
  }
}

/** Of the accounts below; on its own, so that it shares nothing with the code under test. */
const decimals: Record<string, number> = { USD: 2, JPY: 0, KWD: 3 };

/** Three accounts of three currencies, and few rows: what happens to them is the sequence's to say. */
export const bankLogin = {
  username: 'user_custom',
  password: JSON.stringify({
    override_accounts: [
      {
        type: 'depository',
        subtype: 'checking',
        currency: 'USD',
        starting_balance: 1_000,
        transactions: [
          { date_transacted: '2026-01-05', amount: 12.34, description: 'SHOP' },
          { date_transacted: '2026-01-06', amount: -900.1, description: 'SALARY' },
        ],
      },
      { type: 'depository', subtype: 'savings', currency: 'JPY', starting_balance: 50_000 },
      { type: 'credit', subtype: 'credit card', currency: 'KWD', starting_balance: 12.345 },
    ],
  }),
};

export function toUnits(minor: number, currency: string | null): number {
  return minor / 10 ** exponentOf(currency);
}

/** In our sign. */
export function toMinorUnits(amount: number, currency: string | null): number {
  const minor = -Math.round(amount * 10 ** exponentOf(currency));
  return minor === 0 ? 0 : minor;
}

function exponentOf(currency: string | null): number {
  const exponent = decimals[currency ?? ''];
  if (exponent === undefined) throw new Error(`No account here is in ${currency}.`);
  return exponent;
}

function describeTruth(row: TruthRow): string {
  const { iso_currency_code: currency } = row;
  const minor = toMinorUnits(row.amount, currency);
  return `${row.transaction_id} ${row.account_id} ${minor} ${currency} ${row.date} ${row.pending}`;
}
