import 'server-only';
import { db } from '#lib/db/client';
import { env, requireEnv } from '#lib/env';
import { log } from '#lib/log';
import { describeFailure } from './backup-error.ts';
import { dropContents } from './empty-database.ts';
import { findDrillDue } from './find-due.ts';
import { openBackup } from './open-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import { mayCreateDatabases, withScratchDatabase } from './scratch-database.ts';
import { openBackupStore } from './store.ts';
import { tellOfFailure } from './tell-operators.ts';

/**
 * For the worker: restores the newest backup into a scratch database, as on the day when it is needed: every
 * part opens, every row comes back and is compared, every invariant holds. Only then it counts as proven.
 * The live database is only asked which one is the newest.
 */
export async function runDrill(): Promise<void> {
  const due = await findDrillDue();
  if (!due) return;
  const note = (data: object) => db().backup.updateMany({ where: { id: due.id }, data });
  // A drill that ends its worker is not begun again at once.
  await note({ drilledAt: new Date(), drillError: 'The last try was interrupted.' });
  try {
    const server = await findServer();
    // Said on the page alone: a mail a day about a setting would teach people to pass over them.
    if (!server) return void (await note({ drillError: nowhere }));
    await proveBackup(due.name, server);
    await note({ provenAt: new Date(), drillError: null });
    log.info({ name: due.name }, 'a backup was proven');
  } catch (error) {
    log.error({ error, name: due.name }, 'a backup could not be proven');
    await note({ drillError: describeFailure(error) });
    await tellOfFailure();
  }
}

const nowhere =
  'There is nowhere to restore it to: the role of DATABASE_URL may not create databases. Set BACKUP_DRILL_DATABASE_URL, see docs/backup.md.';

type Server = { url: string; makesDatabases: boolean };

async function findServer(): Promise<Server | null> {
  const { drillUrl } = env().backups;
  const url = drillUrl ?? env().DIRECT_DATABASE_URL ?? requireEnv('DATABASE_URL');
  const makesDatabases = await mayCreateDatabases(url);
  return makesDatabases || drillUrl !== null ? { url, makesDatabases } : null;
}

async function proveBackup(name: string, { url, makesDatabases }: Server): Promise<void> {
  const backup = await openBackup(openBackupStore(), name, env().backups.keys);
  const restore = (to: string) => restoreBackup(backup, to, { forGood: false, say: () => {} });
  if (makesDatabases) {
    await withScratchDatabase(url, restore);
    return;
  }
  // One that was made for this. It has to be empty, so that it can never be the live one.
  await restore(url);
  await dropContents(url);
}
