import 'server-only';

export type Patch = {
  /** From the root of the project. */
  file: string;
  /** Occurs exactly once in it. */
  find: string;
  replace: string;
};

export type SeededBug = { name: string; patches: Patch[] };

const store = 'lib/sync/simulation/memory-store.ts';
const rows = 'lib/sync/simulation/memory-rows.ts';
const intake = 'lib/sync/simulation/web.ts';
const wakeUps = 'lib/sync/simulation/wake-ups.ts';

/** A page as a delta of its own, committed under a cursor that the patch names. */
const commitPage = (afterwards: string) => `
    const committing = async (accessToken, cursor) => {
      const page = await ports.plaid.getSyncPage(accessToken, cursor);
      const transactions = new Map();
      for (const row of [...page.added, ...page.modified]) {
        transactions.set(row.plaidTransactionId, row);
      }
      for (const id of page.removed) transactions.set(id, null);
      const { status, nextCursor } = page;
      const facts = { full: false, accounts: new Map(), balancesError: null };
      const cursorAfter = ${afterwards};
      await ports.store.commit(lease, { ...facts, status, transactions, cursorAfter }, report());
      lease = { ...lease, cursor: cursorAfter };
      return page;
    };
    const paging = { ...ports, plaid: { ...ports.plaid, getSyncPage: committing } };
    const delta = await inSpan('sync fetch', 'internal', {}, () =>
      fetchDelta(paging, openAccessToken(), lease.cursor, progress),
    );`;

const fetchAll = `
    const delta = await inSpan('sync fetch', 'internal', {}, () =>
      fetchDelta(ports, openAccessToken(), lease.cursor, progress),
    );`;

/**
 * Mistakes that programs of this kind are known to make, put into the source where each would live:
 * into the engine itself, or, where production does it in SQL, into the tables in memory. A checker
 * that cannot catch them proves nothing about the source without them.
 */
export const seededBugs: SeededBug[] = [
  {
    name: 'cursor committed before the rows',
    patches: [
      {
        file: store,
        find: `      const counts = this.#applyRows(lease, delta);
      const moreRequested = this.#advance(item, lease, delta);
      return { counts, moreRequested, status: delta.status };
    });`,
        replace: `      return { moreRequested: this.#advance(item, lease, delta), status: delta.status };
    }).then(async (moved) => {
      if (!moved) return null;
      const counts = await this.#transact('rows', () => this.#applyRows(lease, delta));
      return { ...moved, counts };
    });`,
      },
    ],
  },
  {
    name: 'null cursor after a mutation',
    patches: [
      {
        file: 'lib/sync/fetch-delta.ts',
        find: 'if (mayReset) [from, full] = [null, true];',
        replace: '[from, full] = [null, mayReset];',
      },
    ],
  },
  {
    name: 'pages kept when a later one fails',
    patches: [
      {
        file: 'lib/sync/fetch-delta.ts',
        find: 'const read = await ports.plaid.getSyncPage(accessToken, delta.cursorAfter);',
        replace: `let read;
    try {
      read = await ports.plaid.getSyncPage(accessToken, delta.cursorAfter);
    } catch (error) {
      if (page === 0) throw error;
      return delta;
    }`,
      },
    ],
  },
  {
    name: 'no lock',
    patches: [
      {
        file: store,
        find: 'if (item.leaseUntil !== null && item.leaseUntil >= now) return null;',
        replace: '',
      },
    ],
  },
  {
    name: 'lease without a fence',
    patches: [
      {
        file: store,
        find: `    if (item.fence !== lease.fence) return null;
    if (item.transactionsCursor !== lease.cursor) return null;`,
        replace: '',
      },
    ],
  },
  {
    name: 'edits lost at posting',
    patches: [
      {
        file: 'lib/sync/plan-changes.ts',
        find: '[successor, pending].find(',
        replace: '[successor].find(',
      },
    ],
  },
  {
    name: 'provider overwrites edits',
    patches: [
      {
        file: rows,
        find: 'Object.assign(held, row, { id, removed: false });',
        replace: 'Object.assign(held, row, { id, removed: false, person: {} });',
      },
    ],
  },
  {
    name: 'hard delete of a pending row',
    patches: [
      {
        file: rows,
        find: 'this.#get(id).removed = true;',
        replace: `if (this.#get(id).pending) this.rows.delete(id);
    else this.#get(id).removed = true;`,
      },
    ],
  },
  {
    name: 'wake-up de-duplicated by body hash',
    patches: [
      {
        file: intake,
        find: 'site.tables.webhooks.add(signedAt);',
        replace: `if (site.tables.webhooks.has(webhook.bodyHash)) return;
    site.tables.webhooks.add(webhook.bodyHash);`,
      },
    ],
  },
  {
    name: 'boolean dirty flag',
    patches: [
      {
        file: wakeUps,
        find: 'item.requestedSeq += 1n;',
        replace: 'item.requestedSeq = item.doneSeq + 1n;',
      },
      {
        file: store,
        find: 'item.doneSeq = lease.targetSeq;',
        replace: 'item.doneSeq = item.requestedSeq;',
      },
    ],
  },
  {
    name: 'no sweep',
    patches: [
      {
        file: 'lib/sync/sweep-items.ts',
        find: 'const untouched = await store.listUntouched();',
        replace: `return { untouched: 0, owed: 0, removals: 0 };
  const untouched = [];`,
      },
    ],
  },
  {
    name: 'failure of /item/remove swallowed',
    patches: [{ file: 'lib/items/finish-disconnect.ts', find: '    throw error;\n', replace: '' }],
  },
  {
    name: 'commit of each page, cursor at the end',
    patches: [
      { file: 'lib/sync/run-sync.ts', find: fetchAll, replace: commitPage('lease.cursor') },
    ],
  },
  {
    name: 'commit of each page with its cursor',
    patches: [
      {
        file: 'lib/sync/run-sync.ts',
        find: fetchAll,
        replace: commitPage("nextCursor === '' ? lease.cursor : nextCursor"),
      },
    ],
  },
  {
    name: '200 before the insert',
    patches: [
      {
        file: intake,
        find: 'await site.database.transact(web, `keep webhook',
        replace: `const keep = (...call) => site.database.transact(...call).catch(() => {});
  void keep(web, \`keep webhook`,
      },
    ],
  },
  {
    name: 'job that met a lease forgotten',
    patches: [
      {
        file: 'lib/sync/sync-item.ts',
        find: 'if (await ports.store.isWorkOwed(ref)) await',
        replace: 'if (ref === null) await',
      },
    ],
  },
  {
    name: 'old time to try again outlives a killed run',
    patches: [
      {
        file: store,
        find: '[item.lastAttemptAt, item.retryAt] = [now, null];',
        replace: 'item.lastAttemptAt = now;',
      },
    ],
  },
  {
    name: 'done counter set to what is requested at the commit',
    patches: [
      {
        file: store,
        find: 'item.doneSeq = lease.targetSeq;',
        replace: 'item.doneSeq = item.requestedSeq;',
      },
    ],
  },
  {
    name: 'second part of a purchase takes the first one’s row',
    patches: [
      {
        file: 'lib/sync/plan-changes.ts',
        find: 'return !this.#placed.has(row.id) && (row.pending || this.#isGone(row));',
        replace: 'return !this.#placed.has(row.id);',
      },
    ],
  },
  {
    name: 'nothing reconciled after an invalid cursor',
    patches: [
      {
        file: 'lib/sync/plan-changes.ts',
        find: 'if (delta.full) planner.removeUnplaced();',
        replace: '',
      },
    ],
  },
  {
    name: 'posted row merged by amount alone',
    patches: [
      {
        file: 'lib/sync/plan-changes.ts',
        find: 'const heir = [successor, pending].find((each) => each && this.#isFree(each));',
        replace: `const alike = [...this.#byId.values()].find(
      (each) => each.pending && each.amountMinor === row.amountMinor && !row.pending,
    );
    const heir = [successor, pending, alike].find((each) => each && this.#isFree(each));`,
      },
    ],
  },
];
