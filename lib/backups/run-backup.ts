import 'server-only';
import { env, requireEnv } from '#lib/env';
import { log } from '#lib/log';
import { isBackupDue } from './find-due.ts';
import { makeBackup } from './make-backup.ts';
import { tellOfFailure } from './tell-operators.ts';

/**
 * For the worker: makes a backup if one is still due. A failure is a row and is told to operators; the sweep
 * tries again in an hour.
 */
export async function runBackup(isStopping: () => boolean): Promise<void> {
  if (!(await isBackupDue())) return;
  try {
    const { name, rows, bytes } = await makeBackup(
      env().DIRECT_DATABASE_URL ?? requireEnv('DATABASE_URL'),
      isStopping,
    );
    log.info({ name, rows, bytes }, 'a backup was made');
  } catch (error) {
    log.error({ error }, 'no backup was made');
    if (!isStopping()) await tellOfFailure();
  }
}
