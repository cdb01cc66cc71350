import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Stack } from '#lib/stack/stack';
import { readPages } from '#lib/testing/pages';
import { keepsToHousehold, listScans } from '#lib/testing/plans';
import { readOwnRoutes } from '#lib/testing/routes';
import { listTenantTables } from '#lib/testing/tenant-tables';
import { type Household, idOf, openHousehold, settle } from './support/households.ts';
import { addNeighbours, multiplyRows } from './support/multiply-rows.ts';
import { type Ran, readPlans } from './support/read-plans.ts';
import { fillPath, sampleRequests } from './support/samples.ts';
import { startTellingStack } from './support/telling-stack.ts';

// What every page and every route that reads asks of PostgreSQL, as it says itself: how many
// statements, whether each keeps to one household, and how it finds the rows.

const dir = mkdtempSync(join(tmpdir(), 'plumbline-queries-'));
const postgresDir = join(dir, 'postgres');
let stack: Stack;
let owner: pg.Client;
let ana: Household;

/** Its answer never ends. */
const eventStream = '/api/events';

const getters = (await readOwnRoutes()).filter(
  ({ method, path, handler }) =>
    method === 'GET' && handler.meta.access === 'member' && path !== eventStream,
);

beforeAll(async () => {
  // As it is just after a change.
  ({ stack, owner } = await startTellingStack(dir, { KEPT_FIGURES_MIB: '0' }));
  ana = await openHousehold(stack, `Zyx${Date.now()}`);
  await settle(stack, ana);
}, 180_000);

afterAll(async () => {
  await owner?.end();
  await stack?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/**
 * Statements for one page or one answer. A page's frame takes about ten: who asks, of which household,
 * what waits for them.
 */
const ceiling = 30;

/** Those that take more, by what they took when this was written. They are to go down, not up. */
const ceilings: Record<string, number> = {
  '/': 64,
  '/recurring/forecast': 42,
  '/investments': 40,
  '/accounts/[accountId]': 47,
  'GET /api/accounts/[accountId]/missing/bundle': 48,
  '/debts': 34,
  '/accounts/[accountId]/missing': 32,
  '/recurring/calendar': 33,
  '/connections': 31,
  '/settings/notifications': 31,
};

/** What is done once in a while, such as noting when somebody was seen. */
const nowAndThen = 2;

/** Below this many rows reading a table whole may be the quickest way. */
const smallTable = 5_000;

/** Asked for one row, PostgreSQL reads until it meets one, which it reckons to be soon where there are few households. */
const asksForOneRow = /^\s*(?:\/\* kept plan \*\/)?\s*SELECT (?:NOT )?EXISTS \(/;

/** Statements that are not about one household, by what they say. */
const acrossHouseholds: Record<string, RegExp[]> = {
  web: [
    // Somebody signs in or looks at their account: in which households are they?
    /FROM "(?:public"\.")?Member" WHERE "(?:public"\."Member"\.")?userId" = \$1/,
    /FROM "Member" m\s+JOIN "Household" h/,
  ],
  worker: [
    // The sweep lists what is due anywhere, so many at a time, by names alone.
    /^\s*SELECT (?:DISTINCT )?(?:\w\.)?"householdId"[^;]*LIMIT/,
    /^\s*SELECT \w\."id"(?:, s\."store")? FROM "(?:Household|StoredObject)" /,
    /^\s*SELECT n\."id" FROM "Institution" n/,
    // And households that changed so often that their changes are made one.
    /^\s*WITH crowded AS \(\s*SELECT "householdId" FROM "ShownChange" [^;]*LIMIT/,
    // It forgets what is old.
    /^\s*(?:DELETE FROM|UPDATE) [^;]*"(?:\w+At|until)"\)? ?(?:<|IS NOT NULL)/,
    // A webhook names Plaid's report and no connection.
    /WHERE \("public"\."AssetReport"\."plaidReportId" = \$1/,
  ],
};

it('asks little, and no more the more there is', { timeout: 240_000 }, async () => {
  await walk();
  const few = countBy(await walk());
  await multiplyRows(owner, ana.householdId, 9);
  await addNeighbours(owner, ana.householdId, 12);
  await owner.query('ANALYZE');
  const ran = await walk();
  const many = countBy(ran);

  const above = Object.entries(many).filter(
    ([name, count]) => count > (ceilings[name] ?? ceiling) + nowAndThen,
  );
  expect.soft(above).toEqual([]);
  const grown = Object.keys(many).filter(
    (name) => (many[name] ?? 0) > (few[name] ?? 0) + nowAndThen,
  );
  expect.soft(grown.map((name) => [name, few[name], many[name]])).toEqual([]);

  const large = await listLargeTables();
  expect(large).toContain('Transaction');
  const read = [...ran].flatMap(([name, statements]) =>
    statements.flatMap(({ sql, plan }) =>
      listScans(plan)
        .filter(({ table, kind }) => kind === 'Seq Scan' && large.includes(table))
        .filter(() => !asksForOneRow.test(sql))
        .map(({ table }) => `${name} reads all of ${table}: ${sql}`),
    ),
  );
  expect.soft(read).toEqual([]);
});

it('keeps to one household in every statement on tables of households', async () => {
  const tenants = (await listTenantTables(owner)).map(({ name }) => name);
  const strays = readPlans(postgresDir)
    .filter(
      ({ service, sql }) => acrossHouseholds[service]?.some((each) => each.test(sql)) === false,
    )
    .flatMap(({ service, sql, plan }) =>
      listScans(plan)
        .filter((scan) => tenants.includes(scan.table) && !keepsToHousehold(scan))
        .map(({ table }) => `${service} looks for ${table} everywhere: ${sql}`),
    );
  expect([...new Set(strays)]).toEqual([]);
});

/** What the web server ran for each page and each route, by its name. */
async function walk(): Promise<Map<string, Ran[]>> {
  const ids = idOf(ana);
  const asked = [
    ...readPages().map((path) => [path, fillPath(path, ids)] as const),
    ...getters.flatMap((route) => {
      const [sample] = sampleRequests(route, ids);
      return sample ? [[`GET ${route.path}`, sample.url] as const] : [];
    }),
  ];
  const before = readPlans(postgresDir).length;
  for (const [name, url] of asked) {
    // A connection that was kept may be closed just when it is used again.
    const ask = () => ana.visitor.send('GET', url);
    const response = await ask().catch(ask);
    await response.arrayBuffer();
    // Pages of strangers lead on, and the catalogue is not there in production.
    if (response.status >= 400 && name !== '/design')
      throw new Error(`${name}: ${response.status}`);
    await owner.query(`SELECT '${name}' AS "asked"`);
  }
  const ran = new Map<string, Ran[]>();
  let some: Ran[] = [];
  for (const each of readPlans(postgresDir).slice(before)) {
    const [, name] = /^SELECT '(.*)' AS "asked"$/.exec(each.sql) ?? [];
    if (name) {
      ran.set(name, some);
      some = [];
    } else if (each.service === 'web') some.push(each);
  }
  return ran;
}

function countBy(ran: Map<string, Ran[]>): Record<string, number> {
  return Object.fromEntries([...ran].map(([name, statements]) => [name, statements.length]));
}

async function listLargeTables(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT "relname" AS "name" FROM pg_class
     WHERE "relnamespace" = 'public'::regnamespace AND "relkind" = 'r' AND "reltuples" > $1`,
    [smallTable],
  );
  return rows.map(({ name }) => name);
}
