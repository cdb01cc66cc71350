import { beforeAll, describe, expect, it } from 'vitest';
import { closeDb, db, type Tx } from '#lib/db/client';
import { createLinkedHousehold, type TestHousehold } from '#lib/testing/household';
import { changeTransactions } from './change-transactions.ts';
import { transactionFilterQuery, transactionListQuery } from './contract.ts';
import { countInbox, getTotals, listTransactions } from './queries.ts';

const rowsInAll = 20_000;

let owner: TestHousehold;

beforeAll(async () => {
  await createLinkedHousehold();
  ({ owner } = await createLinkedHousehold());
  await db().$transaction(fill, { timeout: 60_000 });
  await db().$executeRaw`VACUUM (ANALYZE) "Transaction"`;
});

async function fill(tx: Tx): Promise<void> {
  // Until the log is written no vacuum takes a row for seen by all.
  await tx.$executeRaw`SET LOCAL synchronous_commit = on`;
  await tx.$executeRaw`
      INSERT INTO "Transaction" ("householdId", "id", "accountId", "date", "amountMinor", "currency",
        "pending", "name", "providerCategoryId", "itemId", "plaidTransactionId", "originalDescription",
        "merchantName", "merchantEntityId", "logoUrl", "paymentChannel", "pfcPrimary", "pfcDetailed")
      SELECT t."householdId", gen_random_uuid(), t."accountId", t."date" - n % 700,
        t."amountMinor" + n, t."currency", false, t."name" || ' ' || n, t."providerCategoryId",
        t."itemId", gen_random_uuid()::text, t."originalDescription", t."merchantName",
        t."merchantEntityId", t."logoUrl", t."paymentChannel", t."pfcPrimary", t."pfcDetailed"
      FROM (SELECT * FROM "Transaction" WHERE "householdId" = ${owner.householdId}::uuid LIMIT 20) t,
        generate_series(1, ${rowsInAll / 20}::int) AS n`;
}

/** What PostgreSQL did with the table: sequential scans, entries of indexes it read, and rows it fetched from where they lie. */
async function measure(run: () => Promise<unknown>) {
  const before = await readCounts();
  await run();
  const after = await readCounts();
  return {
    scans: after.scans - before.scans,
    read: after.read - before.read,
    fetched: after.fetched - before.fetched,
  };
}

type Counts = { scans: number; read: number; fetched: number };

async function readCounts(): Promise<Counts> {
  // A session reports what it counted when it ends, if not before.
  await closeDb();
  for (;;) {
    const [row] = await db().$queryRaw<({ others: number } & Counts)[]>`
      SELECT (SELECT count(*)::int FROM pg_stat_activity
          WHERE "datname" = current_database() AND "pid" <> pg_backend_pid()
            AND "backend_type" = 'client backend') AS "others",
        "seq_scan"::int AS "scans", "idx_tup_fetch"::int AS "fetched",
        (SELECT sum("idx_tup_read")::int FROM pg_stat_user_indexes
          WHERE "relname" = 'Transaction') AS "read"
      FROM pg_stat_user_tables WHERE "relname" = 'Transaction'`;
    if (row?.others === 0) return row;
  }
}

const list = (query: object) => listTransactions(owner, transactionListQuery.parse(query));
const totals = (query: object) => getTotals(owner, transactionFilterQuery.parse(query));

describe('what PostgreSQL reads', () => {
  const page = 51;

  it.each<[string, object]>([
    ['the newest', {}],
    ['common words', { q: 'starbucks' }],
    ['words nobody wrote', { q: '"no such thing"' }],
    ['a category', { q: 'category:coffee' }],
    ['a category without rows', { q: 'category:"bank fees"' }],
    ['an account without rows', { q: 'account:1111' }],
    ['amounts there are none of', { q: '>900000' }],
    ['an amount, or the same in the text', { q: '987.65' }],
    ['a state', { q: 'is:hidden' }],
    ['notes', { q: 'has:note' }],
    ['words that are a number, too', { q: 'starbucks 12' }],
    ['what was chosen beside it', { direction: 'in', min: '900000', reviewed: 'true' }],
  ])('of a list of %s is its page, and an index', async (_, query) => {
    const { scans, fetched } = await measure(() => list(query));
    expect(scans).toBe(0);
    // A row of the page is fetched by its id, and for words from the index of texts.
    expect(fetched).toBeLessThanOrEqual(2 * page);
  });

  it.each<[string, object]>([
    ['pending', { q: 'is:pending' }],
    ['hidden', { q: 'is:hidden' }],
    ['pending as chosen beside it', { pending: 'true' }],
    ['reviewed', { q: 'is:reviewed' }],
    ['that large', { q: '>9000' }],
    ['of one amount', { q: '987.65' }],
  ])('of the few that are %s is these alone', async (_, query) => {
    expect((await measure(() => list(query))).read).toBeLessThanOrEqual(4 * page);
  });

  it.each<[string, object]>([
    ['all', {}],
    ['a category', { q: 'category:coffee' }],
    ['amounts', { q: '>50' }],
  ])('of totals of %s is an index alone', async (_, query) => {
    expect(await measure(() => totals(query))).toMatchObject({ scans: 0, fetched: 0 });
  });

  it('of the inbox’s count is an index alone', async () => {
    expect(await measure(() => countInbox(owner))).toMatchObject({ scans: 0, fetched: 0 });
  });

  it('of a change under a filter is what changes, twice', async () => {
    const { items } = await list({ limit: 20 });
    const filter = { from: items.at(-1)?.date };
    const { count } = await totals(filter);
    const { scans, fetched } = await measure(() =>
      changeTransactions(owner, { filter }, { hidden: false }),
    );
    expect(count).toBeGreaterThanOrEqual(20);
    expect(scans).toBe(0);
    // To be locked, and to be written.
    expect(fetched).toBeLessThanOrEqual(2 * count);
  });
});
