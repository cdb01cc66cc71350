import { describe, expect, it } from 'vitest';
import type { ProviderTransaction } from '#lib/plaid/transactions';
import { type ExistingRow, type Plan, planChanges } from './plan-changes.ts';

function transaction(id: string, over: Partial<ProviderTransaction> = {}): ProviderTransaction {
  return {
    plaidTransactionId: id,
    plaidAccountId: 'account',
    plaidPendingId: null,
    pending: false,
    date: '2026-11-01',
    authorizedDate: null,
    amountMinor: -1000,
    currency: 'USD',
    name: 'Shop',
    merchantName: null,
    originalDescription: null,
    merchantEntityId: null,
    logoUrl: null,
    paymentChannel: null,
    pfcPrimary: null,
    pfcDetailed: null,
    raw: '{}',
    ...over,
  };
}

const pending = (over: Partial<ProviderTransaction> = {}) =>
  transaction('pending', { pending: true, ...over });
const posted = (over: Partial<ProviderTransaction> = {}) =>
  transaction('posted', { plaidPendingId: 'pending', ...over });

function delta(
  present: ProviderTransaction[],
  removed: string[] = [],
): Map<string, ProviderTransaction | null> {
  return new Map<string, ProviderTransaction | null>([
    ...present.map((row) => [row.plaidTransactionId, row] as const),
    ...removed.map((id) => [id, null] as const),
  ]);
}

type HeldRow = ExistingRow & { note?: string; plaidPendingId: string | null };

/** Our rows in memory: what the store would hold after carrying out each plan. */
class Rows {
  readonly rows = new Map<string, HeldRow>();
  #made = 0;

  apply(present: ProviderTransaction[], removed: string[] = [], full = false): Plan {
    const plan = planChanges(
      [...this.rows.values()],
      { transactions: delta(present, removed), full },
      () => {
        this.#made += 1;
        return `row-${this.#made}`;
      },
    );
    for (const id of plan.tombstones) this.#get(id).removed = true;
    for (const { id, row } of plan.updates) Object.assign(this.#get(id), row, { removed: false });
    for (const { id, row } of plan.inserts) {
      this.rows.set(id, { ...row, id, removed: false, aliases: [] });
    }
    for (const { plaidTransactionId, transactionId } of plan.aliases) {
      for (const row of this.rows.values()) {
        row.aliases = row.aliases.filter((alias) => alias !== plaidTransactionId);
      }
      this.#get(transactionId).aliases.push(plaidTransactionId);
    }
    for (const { from, into } of plan.merges) this.#get(into).note ??= this.#get(from).note;
    return plan;
  }

  get live() {
    return [...this.rows.values()].filter((row) => !row.removed);
  }

  #get(id: string) {
    const row = this.rows.get(id);
    if (!row) throw new Error(`No row ${id}.`);
    return row;
  }
}

/** A household whose pending row carries a note. */
function withNotedPending(): Rows {
  const rows = new Rows();
  rows.apply([pending()]);
  for (const row of rows.rows.values()) row.note = 'mine';
  return rows;
}

describe('pending → posted keeps the row and what the person did', () => {
  const expectPosted = (rows: Rows) => {
    expect(rows.live).toMatchObject([
      { id: 'row-1', plaidTransactionId: 'posted', note: 'mine', pending: false },
    ]);
  };

  it('when both arrive in one update', () => {
    const rows = withNotedPending();
    const plan = rows.apply([posted({ amountMinor: -1200 })], ['pending']);
    expectPosted(rows);
    expect(plan.changes).toMatchObject([
      { kind: 'posted', before: { amountMinor: -1000 }, after: { amountMinor: -1200 } },
    ]);
  });

  it('when the removal comes first and the posting later', () => {
    const rows = withNotedPending();
    rows.apply([], ['pending']);
    expect(rows.live).toEqual([]);
    rows.apply([posted()]);
    expectPosted(rows);
  });

  it('when the posting comes first and the removal later', () => {
    const rows = withNotedPending();
    rows.apply([posted()]);
    expectPosted(rows);
    const plan = rows.apply([], ['pending']);
    expectPosted(rows);
    expect(plan.tombstones).toEqual([]);
  });

  it('when the pending row is reported again after it posted', () => {
    const rows = withNotedPending();
    rows.apply([posted()], ['pending']);
    rows.apply([pending({ amountMinor: -5 })]);
    expectPosted(rows);
  });

  it('when the posted row was there on its own and names its pending row only later', () => {
    const rows = withNotedPending();
    rows.apply([posted({ plaidPendingId: null })]);
    expect(rows.live).toHaveLength(2);
    rows.apply([posted()], ['pending']);
    expect(rows.live).toMatchObject([{ id: 'row-2', plaidTransactionId: 'posted', note: 'mine' }]);
  });

  it('in a full re-read', () => {
    const rows = withNotedPending();
    rows.apply([posted()], [], true);
    expectPosted(rows);
  });
});

describe('what seeds of the simulator once broke', () => {
  const other = () => transaction('other', { plaidPendingId: 'pending' });
  const idsOf = (rows: Rows) => rows.live.map((row) => row.plaidTransactionId).sort();

  it('keeps both parts of a purchase that posts in two updates', () => {
    const rows = withNotedPending();
    rows.apply([posted()], ['pending']);
    rows.apply([other()]);
    expect(idsOf(rows)).toEqual(['other', 'posted']);
    expect(rows.live).toContainEqual(
      expect.objectContaining({ plaidTransactionId: 'posted', note: 'mine' }),
    );
  });

  it('keeps a posting that came back beside the one that replaced it', () => {
    const rows = withNotedPending();
    rows.apply([posted()], ['pending']);
    rows.apply([other()], ['posted']);
    rows.apply([posted()]);
    expect(idsOf(rows)).toEqual(['other', 'posted']);
  });

  it('posts again under the id of a posting that was taken back', () => {
    const rows = withNotedPending();
    rows.apply([posted()]);
    rows.apply([pending()], ['posted']);
    rows.apply([posted()]);
    expect(rows.live).toMatchObject([{ id: 'row-1', plaidTransactionId: 'posted', note: 'mine' }]);
  });

  it('shows a pending row again whose posting a full re-read no longer names', () => {
    const rows = withNotedPending();
    rows.apply([posted()], ['pending']);
    rows.apply([pending()], [], true);
    expect(rows.live).toMatchObject([{ id: 'row-1', plaidTransactionId: 'pending', note: 'mine' }]);
  });

  it('shows one of the two when a posting linked late is taken back and comes again', () => {
    const rows = withNotedPending();
    rows.apply([posted({ plaidPendingId: null })]);
    rows.apply([posted()]);
    rows.apply([pending()], ['posted']);
    expect(idsOf(rows)).toEqual(['pending']);
    rows.apply([posted()]);
    expect(rows.live).toMatchObject([{ plaidTransactionId: 'posted', note: 'mine' }]);
  });

  it('carries the note to a late link also when the row had posted once before', () => {
    const rows = withNotedPending();
    rows.apply([other()], ['pending']);
    rows.apply([pending()], ['other']);
    rows.apply([posted({ plaidPendingId: null })]);
    rows.apply([posted()], ['pending']);
    expect(rows.live).toMatchObject([{ plaidTransactionId: 'posted', note: 'mine' }]);
    rows.apply([pending()]);
    expect(idsOf(rows)).toEqual(['posted']);
  });

  it('goes on with the row that shows, not with one that had its id in between', () => {
    const rows = withNotedPending();
    rows.apply([other(), pending()].map((row) => ({ ...row, plaidPendingId: null })));
    rows.apply([other()], ['pending']);
    rows.apply([pending()], ['other']);
    for (const row of rows.live) row.note = 'decided again';
    rows.apply([posted()], ['pending']);
    expect(rows.live).toMatchObject([{ plaidTransactionId: 'posted', note: 'decided again' }]);
    rows.apply([pending()]);
    expect(idsOf(rows)).toEqual(['posted']);
  });

  it('gives what was decided to a late link when the posting before it was taken back', () => {
    const rows = new Rows();
    rows.apply([pending(), { ...other(), plaidPendingId: null }]);
    rows.apply([other()], ['pending']);
    rows.apply([pending()], ['other']);
    for (const row of rows.live) row.note = 'mine';
    rows.apply([posted({ plaidPendingId: null })]);
    rows.apply([posted()], ['pending']);
    expect(rows.live).toMatchObject([{ plaidTransactionId: 'posted', note: 'mine' }]);
  });

  it('remembers which row last showed a pending one that goes and posts later', () => {
    const rows = new Rows();
    rows.apply([pending(), { ...other(), plaidPendingId: null }]);
    rows.apply([other()], ['pending']);
    rows.apply([pending()], ['other']);
    for (const row of rows.live) row.note = 'mine';
    rows.apply([], ['pending']);
    rows.apply([posted()]);
    expect(rows.live).toMatchObject([{ plaidTransactionId: 'posted', note: 'mine' }]);
  });

  it('never wants one id for two rows', () => {
    const rows = withNotedPending();
    rows.apply([posted({ plaidPendingId: null })]);
    rows.apply([posted()]);
    rows.apply([posted(), pending({ pending: false })]);
    const ids = [...rows.rows.values()].map((row) => row.plaidTransactionId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf(rows)).toEqual(['pending', 'posted']);
  });
});

describe('planChanges', () => {
  it('matches nothing without a link between pending and posted', () => {
    const rows = withNotedPending();
    rows.apply([posted({ plaidPendingId: null })], ['pending']);
    expect(rows.live).toMatchObject([{ id: 'row-2', plaidTransactionId: 'posted' }]);
  });

  it('gives a pending row to the first of two posted rows that claim it', () => {
    const rows = withNotedPending();
    rows.apply([posted(), { ...posted(), plaidTransactionId: 'posted-2' }], ['pending']);
    expect(rows.live.map((row) => [row.id, row.plaidTransactionId])).toEqual([
      ['row-1', 'posted'],
      ['row-2', 'posted-2'],
    ]);
  });

  it('knows a pending row that arrives after its posted row, never seen before', () => {
    const rows = new Rows();
    rows.apply([posted()]);
    rows.apply([pending()]);
    expect(rows.live).toMatchObject([{ plaidTransactionId: 'posted' }]);
  });

  it('goes back to pending when the bank takes the posting back', () => {
    const rows = withNotedPending();
    rows.apply([posted()], ['pending']);
    rows.apply([pending()], ['posted']);
    expect(rows.live).toMatchObject([
      { id: 'row-1', plaidTransactionId: 'pending', note: 'mine', pending: true },
    ]);
    rows.apply([posted()], ['pending']);
    expect(rows.live).toMatchObject([{ id: 'row-1', plaidTransactionId: 'posted' }]);
  });

  it('brings a removed row back under its own id', () => {
    const rows = new Rows();
    rows.apply([transaction('a')]);
    rows.apply([], ['a']);
    const plan = rows.apply([transaction('a')]);
    expect(rows.live).toMatchObject([{ id: 'row-1' }]);
    expect(plan.changes).toMatchObject([{ kind: 'restored' }]);
  });

  it('removes what a full re-read does not mention, and only then', () => {
    const rows = new Rows();
    rows.apply([transaction('a'), transaction('b')]);
    rows.apply([transaction('a')]);
    expect(rows.live).toHaveLength(2);
    rows.apply([transaction('a')], [], true);
    expect(rows.live).toMatchObject([{ plaidTransactionId: 'a' }]);
  });

  it('ignores the removal of a row it never had', () => {
    const rows = new Rows();
    const plan = rows.apply([], ['unknown']);
    expect(plan.changes).toEqual([]);
  });

  it('leaves a merged pending row in peace when a later delta sends it again', () => {
    const rows = new Rows();
    rows.apply([posted({ plaidPendingId: null })]);
    rows.apply([pending()]);
    rows.apply([posted()]);
    expect(rows.live).toHaveLength(1);
    expect(rows.apply([pending()]).updates).toEqual([]);
    expect(rows.live).toMatchObject([{ plaidTransactionId: 'posted' }]);
  });

  it('says nothing of a row that came again unchanged', () => {
    const rows = new Rows();
    rows.apply([transaction('a')]);
    expect(rows.apply([transaction('a')]).changes).toEqual([]);
  });
});

describe('over random histories of a bank', () => {
  it('always holds exactly the live rows of the bank, once each, under lasting ids', () => {
    for (let seed = 1; seed <= 400; seed += 1) runHistory(seed);
  });

  function runHistory(seed: number): void {
    const random = generator(seed);
    const bank = new Map<string, ProviderTransaction>();
    const rows = new Rows();
    const owner = new Map<string, string>();
    let made = 0;
    for (let step = 0; step < 12; step += 1) {
      const present = new Map<string, ProviderTransaction>();
      const gone = new Set<string>();
      for (let edit = 0; edit < 1 + random(4); edit += 1) {
        made += 1;
        const ids = [...bank.keys()];
        const id = ids[random(Math.max(1, ids.length))];
        const row = id ? bank.get(id) : undefined;
        if (!row || random(3) === 0) {
          const fresh = transaction(`t${made}`, { pending: random(2) === 0 });
          bank.set(fresh.plaidTransactionId, fresh);
          present.set(fresh.plaidTransactionId, fresh);
        } else if (row.pending && random(2) === 0) {
          const next = transaction(`t${made}`, { plaidPendingId: row.plaidTransactionId });
          bank.delete(row.plaidTransactionId);
          present.delete(row.plaidTransactionId);
          gone.add(row.plaidTransactionId);
          bank.set(next.plaidTransactionId, next);
          present.set(next.plaidTransactionId, next);
        } else if (random(2) === 0) {
          const next = { ...row, amountMinor: row.amountMinor - 1 };
          bank.set(row.plaidTransactionId, next);
          present.set(row.plaidTransactionId, next);
        } else {
          bank.delete(row.plaidTransactionId);
          present.delete(row.plaidTransactionId);
          gone.add(row.plaidTransactionId);
        }
      }
      const full = random(6) === 0;
      rows.apply(full ? [...bank.values()] : [...present.values()], full ? [] : [...gone], full);
      const ours = rows.live.map((row) => `${row.plaidTransactionId} ${row.amountMinor}`).sort();
      const theirs = [...bank.values()].map(
        (row) => `${row.plaidTransactionId} ${row.amountMinor}`,
      );
      expect(ours, `seed ${seed}, step ${step}`).toEqual(theirs.sort());
      for (const row of rows.live) {
        const before = row.plaidPendingId ? owner.get(row.plaidPendingId) : undefined;
        if (before) expect(row.id, `seed ${seed}, step ${step}`).toBe(before);
        owner.set(row.plaidTransactionId, row.id);
      }
    }
  }

  /** Numerical Recipes' linear congruential generator: the same history for the same seed. */
  function generator(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }
});
