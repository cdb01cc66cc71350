import 'server-only';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { installationLog } from '#lib/audit/record-audit';
import { readBackupStanding } from '#lib/backups/queries';
import { db } from '#lib/db/client';
import { listMigrationNames, listMissingMigrations } from '#lib/db/migrate-status';
import { countWorkers } from '#lib/jobs/worker-heartbeat';
import type { ConnectionState, TodayDto } from './contract.ts';
import { countConnections, isOurs } from './count-connections.ts';
import { judgeToday } from './judge-today.ts';
import { countJobs, sumStates } from './list-jobs.ts';
import { connectionStates } from './states.ts';

/** A webhook may overtake the exchange that makes its Item, and a busy queue takes a moment. */
const waitingMinutes = 10;
/** A row a name: bounded by what the app itself writes. */
const nameLimit = 50;

/** How the installation is. Of all households: for operators alone. */
export async function readToday(): Promise<TodayDto> {
  const [groups, tasks, outcomes, waiting, syncs, workers, integrity, backups, installation] =
    await Promise.all([
      countConnections(),
      countJobs(),
      countWebhooks(),
      countWaitingWebhooks(),
      countSyncs(),
      countWorkers(),
      findLastCheck(),
      readBackupStanding(),
      describeInstallation(),
    ]);
  const ours = groups.filter(({ state }) => isOurs(state));
  const facts = {
    connections: connectionStates.map((state) => ({ state, count: countIn(groups, state) })),
    oldestSyncedAt: earliest(ours.map(({ oldestSyncedAt }) => oldestSyncedAt)),
    jobs: {
      states: sumStates(tasks),
      oldestDueAt: earliest(tasks.flatMap(({ oldestDueAt }) => oldestDueAt ?? [])),
    },
    webhooks: { outcomes, waiting },
    syncs,
    workers,
    integrity,
    backups,
    installation,
  };
  return { troubles: judgeToday(facts, new Date()), ...facts };
}

function countIn(groups: { state: ConnectionState; count: number }[], state: ConnectionState) {
  return groups.reduce((sum, group) => sum + (group.state === state ? group.count : 0), 0);
}

function earliest(times: Date[]): string | null {
  const [first] = times.sort((one, other) => one.getTime() - other.getTime());
  return first?.toISOString() ?? null;
}

function countWebhooks(): Promise<{ outcome: string | null; count: number }[]> {
  return db().$queryRaw`
    SELECT "outcome", count(*)::int AS "count" FROM "WebhookLog"
    WHERE "receivedAt" > now() - interval '1 day'
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${nameLimit}`;
}

async function countWaitingWebhooks(): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "WebhookLog" w
    WHERE w."handledAt" IS NULL
      AND w."receivedAt" < now() - make_interval(mins => ${waitingMinutes})
      AND (w."plaidItemId" IS NULL
        OR EXISTS (SELECT FROM "ItemDirectory" d WHERE d."plaidItemId" = w."plaidItemId"))`;
  return row?.count ?? 0;
}

function countSyncs(): Promise<{ outcome: string; count: number }[]> {
  return db().$queryRaw`
    SELECT coalesce("outcome", 'running') AS "outcome", count(*)::int AS "count" FROM "SyncRun"
    WHERE "startedAt" > now() - interval '1 day'
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${nameLimit}`;
}

const checkDetails = z.object({ broken: z.int() });

/** The last time that somebody held the database against its invariants here, as it was written down. */
async function findLastCheck(): Promise<TodayDto['integrity']> {
  const entry = await db().auditEntry.findFirst({
    where: { chainId: installationLog, kind: 'integrity_checked' },
    orderBy: { seq: 'desc' },
    select: { at: true, details: true },
  });
  if (!entry) return null;
  const { broken } = checkDetails.parse(JSON.parse(entry.details));
  return { at: entry.at.toISOString(), broken };
}

const packageJson = z.object({ version: z.string() });

async function describeInstallation(): Promise<TodayDto['installation']> {
  const [server] = await db().$queryRaw<{ server_version: string }[]>`SHOW server_version`;
  const missingMigrations = await listMissingMigrations((sql) => db().$queryRawUnsafe(sql));
  return {
    version: packageJson.parse(JSON.parse(readFileSync('package.json', 'utf8'))).version,
    node: process.versions.node,
    postgres: server?.server_version ?? '',
    migrations: listMigrationNames().length - missingMigrations.length,
    missingMigrations,
  };
}
