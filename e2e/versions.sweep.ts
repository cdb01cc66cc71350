import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Stack } from '#lib/stack/stack';
import { readPages } from '#lib/testing/pages';
import { listScans } from '#lib/testing/plans';
import { readOwnRoutes } from '#lib/testing/routes';
import { type Household, idOf, openHousehold, settle } from './support/households.ts';
import { type Ran, readPlans } from './support/read-plans.ts';
import { compareRoutes } from './support/route-order.ts';
import { fillPath, sampleRequests } from './support/samples.ts';
import { startTellingStack } from './support/telling-stack.ts';
import { topicsToHear, topicsToTell } from './support/topic-tables.ts';
import { listWritten, readWrites, watchWrites } from './support/watch-writes.ts';

// What is kept of a household's figures (lib/versions) is used until a commit notes a change. So every commit that
// writes what they are made of has to, and by the topics that they name: here PostgreSQL says which did not, whatever route
// or work it came from.

const dir = mkdtempSync(join(tmpdir(), 'plumbline-versions-'));
const postgresDir = join(dir, 'postgres');
let stack: Stack;
let owner: pg.Client;
let ana: Household;

/** Tables of which nothing that is kept is made. */
const quietTables = new Set([
  'AccessToken',
  'AccountIdentity',
  'Archive',
  'ArchiveChunk',
  'ArchiveImport',
  'ArchiveImportPart',
  'AssetReport',
  'AssetReportCopy',
  'Attachment',
  'AttachmentChunk',
  'BalanceFloor',
  'CalendarFeed',
  'Consent',
  'FileImport',
  'IncomeProfile',
  'IncomeReading',
  'Invite',
  'ItemProduct',
  'LinkClaim',
  'LinkEvent',
  'LinkToken',
  'Mail',
  'Notification',
  'NotificationPreference',
  'OverviewSettings',
  'OwnDetails',
  'ProcessorGrant',
  'ProofPack',
  'ProofPackDocument',
  'ProofPackVisit',
  'PushDevice',
  'RelinkDismissal',
  'SavedReport',
  'SavedView',
  'Statement',
  'SyncChange',
  'SyncRun',
  'TransactionSource',
  'UndoStep',
  'WebhookDelivery',
  'WebhookEndpoint',
]);

/** Written with rows by triggers, whose commits note it; and made fewer by the worker, which changes nothing that they come to. */
const followingTables = new Set(['MonthSum']);

/** Columns of the others, likewise. Nobody is shown a person or a bank that is new, before anything names them. */
const quietColumns: Record<string, readonly string[]> = {
  Household: ['streamsAt', 'transfersAt'],
  Institution: ['INSERT', 'fetchedAt', 'healthCheckedAt', 'loginHealth', 'updateHealth'],
  Item: [
    'fence',
    'lastAttemptAt',
    'leaseOwner',
    'leaseUntil',
    'requestedSeq',
    'retryAt',
    'streamsErrorCode',
    'streamsReadAt',
    'streamsTriedAt',
    'streamsUnserved',
    'toldTrouble',
    'toldTroubleAt',
    'wakeTrigger',
  ],
  Member: ['aheadDueAt', 'largeCurrency', 'largeFromMinor', 'timeZone', 'weekDueAt'],
  TieOut: ['countedAt'],
  Transaction: ['plaid'],
  User: ['INSERT', 'email', 'emailVerifiedAt', 'passwordHash'],
};

/** Statements of the first page where nothing has changed: who asks, the version, and what moves by itself. */
const firstPage = 12;

/** What is done once in a while, such as noting when somebody was seen. */
const nowAndThen = 2;

const routes = (await readOwnRoutes())
  .filter(({ handler }) => handler.meta.access === 'member')
  .filter(({ path }) => path !== '/api/events')
  .sort(compareRoutes);

beforeAll(async () => {
  ({ stack, owner } = await startTellingStack(dir));
  await watchWrites(owner);
  ana = await openHousehold(stack, `Zyx${Date.now()}`);
  await settle(stack, ana);
}, 180_000);

afterAll(async () => {
  await owner?.end();
  await stack?.stop();
  rmSync(dir, { recursive: true, force: true });
});

// First, as the other one takes away what pages show.
it('stands for all that what is kept is made of', { timeout: 480_000 }, async () => {
  const { kept, heardBy, again } = await listKept();
  expect.soft(again.get('/')).toBeLessThanOrEqual(firstPage + nowAndThen);
  const tables = new Set(kept.flatMap(({ plan }) => listScans(plan).map(({ table }) => table)));
  expect([...tables]).toEqual(expect.arrayContaining(['Account', 'BudgetPlan', 'Transaction']));
  const strays = kept.flatMap(({ sql, plan }) =>
    listScans(plan).flatMap(({ table, conditions }) => {
      const columns = quietColumns[table] ?? [];
      const named = columns.filter((column) => `${sql} ${conditions}`.includes(`"${column}"`));
      if (quietTables.has(table)) return `${table}: ${sql}`;
      return named.map((column) => `${table}.${column}: ${sql}`);
    }),
  );
  expect([...new Set(strays)]).toEqual([]);
  expect(await listDeaf(heardBy)).toEqual([]);
});

it('is another one after every commit that changes what is shown', {
  timeout: 240_000,
}, async () => {
  for (const route of routes) {
    for (const sample of sampleRequests(route, idOf(ana))) {
      const { method, url, body, mediaType } = sample;
      const response = await ana.visitor.send(method, url, body, { 'content-type': mediaType });
      await response.arrayBuffer();
    }
  }
  await settle(stack, ana);
  const written = await listWritten(owner);
  expect(written).toEqual(expect.arrayContaining(['Transaction', 'Account', 'BudgetPlan', 'User']));
  const isQuiet = (table: string, columns: readonly string[]) =>
    quietTables.has(table) ||
    followingTables.has(table) ||
    columns.every((column) => quietColumns[table]?.includes(column));
  const unnoted = (await readWrites(owner)).filter(({ table, columns, noted }) => {
    if (isQuiet(table, columns) || noted.includes('*')) return false;
    const said = columns.filter((column) => !quietColumns[table]?.includes(column));
    const topics = topicsToTell(table, said);
    return !topics || topics.some((some) => !some.some((topic) => noted.includes(topic)));
  });
  expect(unnoted).toEqual([]);
});

/** What is made of a topic's tables and is not asked anew once a commit tells of that topic. */
async function listDeaf(heardBy: ReadonlyMap<string, Ran[]>): Promise<string[]> {
  const heard = (ran: Ran) =>
    listScans(ran.plan).flatMap(({ table }) => {
      if (quietTables.has(table)) return [];
      return (topicsToHear(table, ran.sql) ?? ['no topic']).map((topic) => ({ table, topic, ran }));
    });
  const turns = [...heardBy].flatMap(([url, kept]) => {
    const byTopic = Map.groupBy(kept.flatMap(heard), ({ topic }) => topic);
    return [...byTopic].map(([topic, asked]) => ({ url, topic, asked }));
  });
  const before = readPlans(postgresDir).length;
  for (const { url, topic } of turns) {
    await (await ana.visitor.send('GET', url)).arrayBuffer();
    await owner.query(`SELECT 'warm' AS "asked"`);
    await tell([topic]);
    await (await ana.visitor.send('GET', url)).arrayBuffer();
    await owner.query(`SELECT 'told' AS "asked"`);
  }
  const deaf = new Set<string>();
  let anew = new Set<string>();
  let turn = 0;
  for (const { service, sql } of readPlans(postgresDir).slice(before)) {
    if (service === 'web') anew.add(sql);
    if (sql === `SELECT 'warm' AS "asked"`) anew = new Set();
    if (sql === `SELECT 'told' AS "asked"`) {
      const { topic = '', asked = [] } = turns[turn] ?? {};
      for (const { table, ran } of asked) {
        if (!anew.has(ran.sql)) deaf.add(`${topic}, ${table}: ${ran.sql}`);
      }
      turn += 1;
    }
  }
  expect(turn).toBe(turns.length);
  return [...deaf];
}

/**
 * Statements that a page or an answer runs just after a change, and not when it is asked for again; and how many it runs then.
 * Of them `heardBy` has those that it runs after each change: others are kept by the rows they were made of.
 */
async function listKept(): Promise<{
  kept: Ran[];
  heardBy: Map<string, Ran[]>;
  again: Map<string, number>;
}> {
  const ids = idOf(ana);
  const asked = [
    ...readPages().map((path) => fillPath(path, ids)),
    ...routes
      .filter(({ method }) => method === 'GET')
      .flatMap((route) => sampleRequests(route, ids)[0]?.url ?? []),
  ];
  const before = readPlans(postgresDir).length;
  for (const url of asked) {
    for (const turn of ['first', 'anew', 'again']) {
      if (turn !== 'again') await tell([]);
      await (await ana.visitor.send('GET', url)).arrayBuffer();
      await owner.query(`SELECT '${turn}' AS "asked"`);
    }
  }
  const kept: Ran[] = [];
  const heardBy = new Map<string, Ran[]>();
  const again = new Map<string, number>();
  let [first, anew, some]: [Ran[], Ran[], Ran[]] = [[], [], []];
  for (const each of readPlans(postgresDir).slice(before)) {
    if (each.service === 'web') some.push(each);
    if (each.sql === `SELECT 'first' AS "asked"`) [first, some] = [some, []];
    if (each.sql === `SELECT 'anew' AS "asked"`) [anew, some] = [some, []];
    if (each.sql === `SELECT 'again' AS "asked"`) {
      const url = asked[again.size] ?? '';
      kept.push(...subtract(first, some));
      heardBy.set(url, subtract(anew, some));
      again.set(url, some.length);
      some = [];
    }
  }
  return { kept, heardBy, again };
}

/** As a commit does that changes something of these topics; of none, anything. */
async function tell(topics: string[]): Promise<void> {
  await owner.query(`INSERT INTO "ShownChange" ("householdId", "topics") VALUES ($1, $2)`, [
    ana.householdId,
    topics,
  ]);
}

/** What is left of some statements when as many like each of others are taken away. */
function subtract(some: Ran[], others: Ran[]): Ran[] {
  const left = others.map(({ sql }) => sql);
  return some.filter(({ sql }) => {
    const index = left.indexOf(sql);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
