import 'server-only';
import type pg from 'pg';
import { findDestruction } from './destructive.ts';

const freshHours = 24;

/**
 * Refuses to take data away that is nowhere else: where one of the migrations to come deletes or rewrites
 * what is there, a finished backup of the last day has to be. A database without any migration holds nothing.
 *
 * @param scripts  the SQL of each migration that is not applied yet
 * @throws Error that names the first one, and says what to do
 */
export async function refuseDestruction(
  client: pg.Client,
  applied: readonly string[],
  scripts: ReadonlyMap<string, string>,
): Promise<void> {
  if (applied.length === 0) return;
  for (const [name, script] of scripts) {
    const what = findDestruction(script);
    if (what === null) continue;
    if (await hasFreshBackup(client)) return;
    throw new Error(
      `The upgrade deletes or rewrites data (${name}: ${what}), and there is no backup of the last ${freshHours} hours. Nothing was changed.\n` +
        'Run `npm run backup`, then start again. To go on without one, set ALLOW_DESTRUCTIVE_MIGRATION=1.',
    );
  }
}

async function hasFreshBackup(client: pg.Client): Promise<boolean> {
  const there = await client.query<{ there: boolean }>(
    `SELECT to_regclass('"Backup"') IS NOT NULL AS there`,
  );
  if (!there.rows[0]?.there) return false;
  const { rowCount } = await client.query(
    `SELECT FROM "Backup" WHERE "state" = 'done'
       AND "startedAt" > now() - make_interval(hours => $1)`,
    [freshHours],
  );
  return rowCount !== null && rowCount > 0;
}
