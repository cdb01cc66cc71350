import 'server-only';
import { sessionCookieName } from '#lib/auth/session-cookie';
import { createSession } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import type { Stack } from '#lib/stack/stack';
import { addNeighbours } from '#lib/testing/neighbours';
import { unhurried, withBenchStack } from './bench-stack.ts';
import { readCpuMs } from './cpu.ts';
import { createSyncedHousehold, settle } from './heavy-household.ts';
import type { Options } from './options.ts';
import { type Load, lookAtPages, type Seen, type Visitor } from './page-views.ts';
import { atLeast, atMost, beside, percentile, type Report, type Result } from './report.ts';
import { type WebServers, withWebServers } from './web-servers.ts';

const households = 200;
const rowsEach = 10_000;
const goals = { perSecond: 50, p95Ms: 300 };
const paths = ['/', '/transactions', '/accounts', '/reports'];
/** As many as wait for a page at once where fifty a second take 160 ms. */
const lanes = 8;
/** In the load that something changes under. */
const changesPerSecond = 2;
const aloneViews = 40;
const warmSeconds = 300;

/**
 * Views of the pages that people come to most, by 200 people in 200 households of 10,000 transactions: what one
 * costs alone, then as many as are answered while eight wait, without changes and with some. People are shared
 * out evenly over the web servers, and each keeps to theirs.
 */
export function benchPages({ seconds, web }: Options): Promise<Report> {
  return withBenchStack(unhurried, ({ stack, databaseUrl }) =>
    withWebServers(stack, web, async (webs) => {
      const visitors = await fill(databaseUrl, webs);
      const results = await measureAlone({ stack, webs }, visitors);
      const everybody = { origin: stack.url, visitors, paths, lanes };
      const load = { ...everybody, seconds, views: Number.POSITIVE_INFINITY };
      const quiet = { ...load, changesPerSecond: 0 };
      const everything = households * paths.length;
      await lookAtPages({ ...quiet, seconds: warmSeconds, views: everything });
      results.push(...(await measureLoad({ stack, webs }, 'unchanged', quiet)));
      const changing = { ...load, changesPerSecond };
      const how = `${changesPerSecond} changes a second`;
      results.push(...(await measureLoad({ stack, webs }, how, changing)));
      return { name: `pages, by ${web} web servers`, results };
    }),
  );
}

type Servers = { stack: Stack; webs: WebServers };

async function fill(databaseUrl: string, { urls }: WebServers): Promise<Visitor[]> {
  const owner = await createSyncedHousehold(rowsEach);
  await settle();
  const neighbours = await addNeighbours(databaseUrl, owner.householdId, households - 1);
  await settle();
  const { householdId } = owner;
  const { id: transactionId } = await db().transaction.findFirstOrThrow({
    where: { householdId, removedAt: null },
    select: { id: true },
  });
  const visitors: Visitor[] = [];
  for (const { userId } of [owner, ...neighbours]) {
    const cookie = `${sessionCookieName()}=${await createSession({ userId })}`;
    visitors.push({ cookie, url: urls[visitors.length % urls.length] ?? '', transactionId });
  }
  return visitors;
}

/**
 * One view after the other of one server, each of another household: first what nothing is kept for, then the same
 * once more.
 */
async function measureAlone(servers: Servers, all: Visitor[]): Promise<Result[]> {
  const results: Result[] = [];
  const origin = servers.stack.url;
  const visitors = all.filter(({ url }) => url === origin).slice(0, aloneViews);
  const load = { origin, visitors, lanes: 1, changesPerSecond: 0 };
  for (const path of paths) {
    for (const moment of ['first view', 'looked at again']) {
      const before = readCpu(servers);
      const once = { ...load, paths: [path], seconds: warmSeconds, views: aloneViews };
      const { views } = await lookAtPages(once);
      const cpu = since(servers, before, views.length);
      results.push(
        atMost(`${path}, ${moment}, web`, cpu.web, 'ms CPU', 500),
        atMost(`${path}, ${moment}, PostgreSQL`, cpu.postgres, 'ms CPU', 500),
      );
    }
  }
  return results;
}

async function measureLoad(servers: Servers, how: string, load: Load): Promise<Result[]> {
  const before = readCpu(servers);
  const startedAt = performance.now();
  const { views, smallest, changes } = await lookAtPages(load);
  const perSecond = (views.length * 1_000) / (performance.now() - startedAt);
  const cpu = since(servers, before, views.length);
  const broken = views.concat(changes).filter(({ isWhole }) => !isWhole).length;
  const what = `${lanes} wait at a time, ${how}`;
  const time = (share: number) =>
    beside(
      atMost(`${what}: p${share * 100}`, percentile(views.map(toMs), share), 'ms', goals.p95Ms),
      percentile(smallest.map(toMs), share),
    );
  const ofCore = 1_000 / goals.perSecond;
  return [
    atLeast(`${what}: views`, perSecond, 'a second', goals.perSecond),
    time(0.5),
    time(0.95),
    atMost(`${what}: not answered whole`, broken, '', 0),
    atMost(`${what}: a view, web`, cpu.web, 'ms CPU', ofCore),
    atMost(`${what}: a view, PostgreSQL`, cpu.postgres, 'ms CPU', ofCore),
  ];
}

function toMs({ ms }: Seen): number {
  return ms;
}

function readCpu({ stack: { pidOf }, webs }: Servers): { web: number; postgres: number } {
  return { web: webs.cpuMs(), postgres: readCpuMs(pidOf('postgres')) };
}

function since(servers: Servers, before: { web: number; postgres: number }, views: number) {
  const now = readCpu(servers);
  return {
    web: (now.web - before.web) / views,
    postgres: (now.postgres - before.postgres) / views,
  };
}
