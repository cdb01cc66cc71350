import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { type APIRequestContext, request } from 'playwright';
import { db } from '#lib/db/client';
import type { Stack } from '#lib/stack/stack';
import { requestSync } from '#lib/sync/request-sync';
import { type LinkedItem, linkItem } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { unhurried, withBenchStack } from './bench-stack.ts';
import { readCpuMs } from './cpu.ts';
import { findMember, settle } from './heavy-household.ts';
import { atMost, type Report, type Result } from './report.ts';
import { signIn } from './sign-in.ts';
import { untilCaughtUp } from './sync-engine.ts';

const sizes = { normal: 3_000, heavy: 100_000 };
const views = 40;
const syncs = 30;
const rowsPerSync = 3;
const idleMs = 20_000;
const kept = 8;

type Opened = { name: string; api: APIRequestContext; item: LinkedItem };

/**
 * What a household costs, in what does not depend on who else uses the machine: rows and bytes by table,
 * what is written ahead, calls to Plaid, and the processes' own count of what they computed.
 */
export function benchHousehold(): Promise<Report> {
  return withBenchStack(unhurried, async ({ stack }) => {
    const results: Result[] = [];
    for (const [name, rows] of Object.entries(sizes)) {
      const { opened, stored } = await measureStored(stack, name, rows);
      results.push(...stored, ...(await measureViews(stack, opened)));
      results.push(...(await measureSyncs(stack, opened)));
      await opened.api.dispose();
    }
    results.push(...(await measureIdle(stack)));
    return { name: 'household', results };
  });
}

async function measureStored(stack: Stack, name: string, rows: number) {
  await settle();
  const before = { tables: await readTables(), wal: await readWal(), cpu: readCpu(stack) };
  const api = await request.newContext({ baseURL: stack.url });
  const owner = await findMember(await signIn(api, stack.url));
  const item = await linkItem(owner);
  await untilCaughtUp(item);
  const order = { count: rows, webhook: false };
  await control(`/items/${item.plaidItemId}/transactions/bulk`, order);
  await sync(item);
  const wal = (await readWal()) - before.wal;
  await settle();
  const cpu = since(stack, before.cpu);
  const tables = (await readTables())
    .map(({ table, bytes, rows }) => {
      const was = before.tables.find((each) => each.table === table);
      return { table, bytes: bytes - (was?.bytes ?? 0), rows: rows - (was?.rows ?? 0) };
    })
    .sort((a, b) => b.bytes - a.bytes);
  const all = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const stored = [
    atMost(`${name}: stored with indexes`, all / 1_000, 'kB', rows * 4),
    ...tables
      .slice(0, kept)
      .map(({ table, bytes, rows }) =>
        atMost(`${name}: ${table}, ${rows} rows`, bytes / 1_000, 'kB', rows * 4 + 1_000),
      ),
    atMost(`${name}: written ahead for it`, wal / 1_000, 'kB', rows * 12),
    atMost(`${name}: first sync, worker`, cpu.worker, 'ms CPU', rows + 5_000),
    atMost(`${name}: first sync, PostgreSQL`, cpu.postgres, 'ms CPU', rows + 5_000),
  ];
  return { opened: { name, api, item }, stored };
}

/** Documents and answers as they are asked for, one after the other; a browser asks for several. */
async function measureViews(stack: Stack, { name, api }: Opened): Promise<Result[]> {
  const results: Result[] = [];
  for (const path of ['/', '/transactions', '/api/transactions?limit=50']) {
    for (let warm = 0; warm < 3; warm += 1) await api.get(path);
    const before = readCpu(stack);
    for (let view = 0; view < views; view += 1) {
      const response = await api.get(path);
      if (!response.ok()) throw new Error(`${path}: ${response.status()}`);
    }
    const cpu = since(stack, before);
    results.push(
      atMost(`${name}: ${path}, web`, cpu.web / views, 'ms CPU', 500),
      atMost(`${name}: ${path}, PostgreSQL`, cpu.postgres / views, 'ms CPU', 500),
    );
  }
  return results;
}

async function measureSyncs(stack: Stack, { name, item }: Opened): Promise<Result[]> {
  const before = { cpu: readCpu(stack), wal: await readWal() };
  const startedAt = new Date().toISOString();
  for (let turn = 0; turn < syncs; turn += 1) {
    const add = Array.from({ length: rowsPerSync }, (_, index) => ({
      amount: index + 1,
      name: `Row ${turn} ${index}`,
    }));
    await control(`/items/${item.plaidItemId}/transactions`, { add, webhook: false });
    await sync(item);
  }
  const wal = (await readWal()) - before.wal;
  await settle();
  const cpu = since(stack, before.cpu);
  const calls = await countCalls(item, startedAt);
  const what = `${name}: sync of ${rowsPerSync} rows and what follows`;
  return [
    atMost(`${what}, worker`, cpu.worker / syncs, 'ms CPU', 1_000),
    atMost(`${what}, PostgreSQL`, cpu.postgres / syncs, 'ms CPU', 2_000),
    atMost(`${what}, written ahead`, wal / syncs / 1_000, 'kB', 2_000),
    ...[...calls].map(([path, count]) =>
      atMost(`${what}, calls of ${path}`, count / syncs, 'calls', 5),
    ),
  ];
}

async function measureIdle(stack: Stack): Promise<Result[]> {
  await settle();
  const before = readCpu(stack);
  await pause(idleMs);
  const cpu = since(stack, before);
  return Object.entries(cpu).map(([name, ms]) =>
    atMost(`nobody there: ${name}`, ms / (idleMs / 1_000), 'ms CPU/s', 50),
  );
}

type Cpu = { web: number; worker: number; postgres: number };

function readCpu({ pidOf }: Stack): Cpu {
  return {
    web: readCpuMs(pidOf('web')),
    worker: readCpuMs(pidOf('worker')),
    postgres: readCpuMs(pidOf('postgres')),
  };
}

function since(stack: Stack, before: Cpu): Cpu {
  const now = readCpu(stack);
  return {
    web: now.web - before.web,
    worker: now.worker - before.worker,
    postgres: now.postgres - before.postgres,
  };
}

async function sync(item: LinkedItem): Promise<void> {
  await db().$transaction((tx) => requestSync(tx, item, 'person'));
  await untilCaughtUp(item);
}

/** By path, of what the sandbox was asked about the Item; it remembers the last thousand calls. */
async function countCalls(item: LinkedItem, since: string): Promise<Map<string, number>> {
  type Asked = { requests: { path: string; at: string }[] };
  const { requests } = await control<Asked>(`/requests?limit=1000&itemId=${item.plaidItemId}`);
  const counts = new Map<string, number>();
  for (const { path, at } of requests) {
    if (at >= since) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}

async function readWal(): Promise<number> {
  const [row] = await db().$queryRaw<{ bytes: number }[]>`
    SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS "bytes"`;
  return row?.bytes ?? 0;
}

function readTables(): Promise<{ table: string; bytes: number; rows: number }[]> {
  return db().$queryRaw`
    SELECT c."relname"::text AS "table", pg_total_relation_size(c."oid")::float8 AS "bytes",
      greatest(c."reltuples", 0)::float8 AS "rows"
    FROM pg_class c WHERE c."relnamespace" = 'public'::regnamespace AND c."relkind" = 'r'`;
}
