import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { db } from '#lib/db/client';
import { encodeCursor } from '#lib/db/list-cursor';
import { ask, timeCalls } from './ask.ts';
import { type HeavyHousehold, rare, settle, withHeavyHousehold } from './heavy-household.ts';
import type { Options } from './options.ts';
import { atMost, beside as besideIt, percentile, type Report, type Result } from './report.ts';

const changes = 3;
const changedRows = 10_000;
const pageRows = 50;
const farPage = 2_000;
const statisticsMs = 2_000;

/** p95 in milliseconds. */
const goals = { list: 25, search: 60, filter: 30, totals: 60 };

type Call = { what: string; path: string; goal: number };

/**
 * The list of transactions over the API of the built product, in a household with 100,000 of them: pages,
 * searches, filters and totals, and a change of 10,000 rows with its undo.
 * With `--beside` in a table of so many more.
 */
export function benchTransactions({ beside }: Options): Promise<Report> {
  return withHeavyHousehold(async (heavy) => {
    const results: Result[] = [];
    const before = await countScans();
    for (const call of await listCalls(heavy)) {
      results.push(...(await timeCalls(heavy, call.what, call.path, call.goal)));
    }
    const scans = (await countScans()) - before;
    results.push(atMost('times that all rows of all households were read', scans, '', 0));
    results.push(...(await timeChanges(heavy)));
    return { name: 'transactions', results };
  }, beside);
}

/** How often PostgreSQL went through the whole table, whoever asked. */
async function countScans(): Promise<number> {
  // A session tells what it counted once it has nothing to do.
  await pause(statisticsMs);
  const [row] = await db().$queryRaw<{ scans: number }[]>`
    SELECT "seq_scan"::int AS "scans" FROM pg_stat_user_tables WHERE "relname" = 'Transaction'`;
  return row?.scans ?? Number.NaN;
}

async function listCalls({ householdId }: HeavyHousehold): Promise<Call[]> {
  const list = (what: string, query: Record<string, string>, goal: number) => ({
    what,
    path: `/api/transactions?${new URLSearchParams(query)}`,
    goal,
  });
  const totals = (what: string, query: Record<string, string>) => ({
    what,
    path: `/api/transactions/totals?${new URLSearchParams(query)}`,
    goal: goals.totals,
  });
  const month = new Date().toISOString().slice(0, 7);
  return [
    list('newest 50', {}, goals.list),
    list(`page ${farPage}`, { cursor: await findCursor(householdId) }, goals.list),
    list(`search, ${rare.count} hits`, { q: rare.word }, goals.search),
    list('search, none', { q: 'no such thing' }, goals.search),
    list('search, many', { q: 'a' }, goals.search),
    list('category:coffee', { q: 'category:coffee' }, goals.filter),
    list('account:0000', { q: 'account:0000' }, goals.filter),
    list(`>5000, ${rare.count} hits`, { q: '>5000' }, goals.filter),
    list('12.99', { q: '12.99' }, goals.filter),
    list('is:pending', { q: 'is:pending' }, goals.filter),
    list('is:reviewed, none', { q: 'is:reviewed' }, goals.filter),
    list('is:hidden, none', { q: 'is:hidden' }, goals.filter),
    list('has:note, none', { q: 'has:note' }, goals.filter),
    list('counts:spending', { q: 'counts:spending' }, goals.filter),
    list('all at once', { q: `category:coffee account:0000 2..9 ${month}` }, goals.filter),
    totals('totals of all', {}),
    totals('totals of a search', { q: rare.word }),
    totals('totals of a category', { q: 'category:coffee' }),
    totals('totals of what counts as spending', { q: 'counts:spending' }),
  ];
}

/** Where page 2,000 begins. */
async function findCursor(householdId: string): Promise<string> {
  const [row] = await db().$queryRaw<{ date: string; id: string }[]>`
    SELECT "date"::text AS "date", "id" FROM "EffectiveTransaction"
    WHERE "householdId" = ${householdId}::uuid
    ORDER BY "date" DESC, "id" DESC OFFSET ${(farPage - 1) * pageRows - 1} LIMIT 1`;
  if (!row) throw new Error('There are too few rows.');
  return encodeCursor(row);
}

/** Since when the newest rows of a category are as many as the goal speaks of, and some of one more day. */
async function findDay(householdId: string): Promise<string> {
  const [row] = await db().$queryRaw<{ date: string }[]>`
    SELECT e."date"::text AS "date" FROM "EffectiveTransaction" e
    JOIN "Category" c ON c."householdId" = e."householdId" AND c."id" = e."categoryId"
    WHERE e."householdId" = ${householdId}::uuid AND c."name" = 'Coffee'
    ORDER BY e."date" DESC OFFSET ${changedRows - 1} LIMIT 1`;
  if (!row) throw new Error(`Fewer than ${changedRows} rows are of the category.`);
  return row.date;
}

/** A change of the newest rows of a category and its undo, each until it is committed. */
async function timeChanges(heavy: HeavyHousehold): Promise<Result[]> {
  const filter = { q: 'category:coffee', from: await findDay(heavy.householdId) };
  const change = { of: { filter }, patch: { reviewed: true } };
  const made: number[] = [];
  const undone: number[] = [];
  const bare: number[] = [];
  let rows = 0;
  for (let round = 0; round < changes; round += 1) {
    const { ms, body } = await ask<{ count: number; undoStepId: string }>(
      heavy,
      '/api/transactions/bulk',
      change,
    );
    rows = body.count;
    made.push(ms);
    undone.push((await ask(heavy, `/api/undo-steps/${body.undoStepId}`, {})).ms);
    await settle();
    bare.push(await timeBareUpdate(heavy.householdId, rows));
    await settle();
    // The sweep and the audit log have their turn.
    await pause(500);
  }
  if (rows < changedRows) throw new Error(`Only ${rows} rows were changed.`);
  const each = rows.toLocaleString('en-US');
  return [
    besideIt(
      atMost(`change of ${each} rows to committed, p50`, percentile(made, 0.5), 'ms', 1_000),
      percentile(bare, 0.5),
    ),
    besideIt(atMost('its undo, p50', percentile(undone, 0.5), 'ms', 1_000), percentile(bare, 0.5)),
  ];
}

/** As many rows written by one statement that knows them already, and nothing beside it. */
async function timeBareUpdate(householdId: string, rows: number): Promise<number> {
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Transaction" WHERE "householdId" = ${householdId}::uuid
    ORDER BY "id" LIMIT ${rows}`;
  const ids = found.map(({ id }) => id);
  const startedAt = performance.now();
  await db().$executeRaw`
    UPDATE "Transaction" SET "reviewed" = true, "reviewedSetAt" = now()
    WHERE "householdId" = ${householdId}::uuid AND "id" = ANY(${ids}::uuid[])`;
  return performance.now() - startedAt;
}
