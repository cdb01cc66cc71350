import './load-env.ts';
import { parseArgs } from 'node:util';
import { BackupError } from '#lib/backups/backup-error';
import { openBackup } from '#lib/backups/open-backup';
import { restoreBackup } from '#lib/backups/restore-backup';
import { openBackupStore } from '#lib/backups/store';
import { env, parseEnv } from '#lib/env';
import { readSecrets } from '#lib/stack/data-dir';
import { withDatabase } from '#lib/stack/database';

const { positionals, values } = parseArgs({
  options: { into: { type: 'string' } },
  allowPositionals: true,
});
const [name, ...rest] = positionals;
if (name === undefined || rest.length > 0) {
  console.error('Usage: npm run restore -- <name> | latest [--into <database url>]');
  process.exit(2);
}
const { DATA_DIR } = parseEnv(process.env);
const secrets = readSecrets(DATA_DIR);
// A key that is made now opens nothing: on a new machine those of then have to be brought.
process.env.BACKUP_KEY ||= secrets.BACKUP_KEY ?? '';
process.env.ENCRYPTION_KEYS ||= secrets.ENCRYPTION_KEYS ?? '';

try {
  // Opened before a database is: without the key, or without a backup, nothing is started.
  const backup = await openBackup(openBackupStore(), name, env().backups.keys);
  console.log(`Restoring ${backup.manifest.name}, made ${backup.manifest.madeAt} …`);
  const restore = async (url: string) => {
    const say = (line: string) => console.log(line);
    const { rows, objects, webhooks } = await restoreBackup(backup, url, { forGood: true, say });
    console.log(`Restored ${rows} rows and ${objects} files; every invariant holds.`);
    console.log('Nobody is signed in, and no device gets notices: everybody signs in once more.');
    tellOfWebhooks(webhooks);
    console.log('Where the installation it is of still runs, do not start this one before you');
    console.log('read "A copy beside the one that runs" in docs/backup.md.');
    tellOfKeys(backup.manifest.encryptionKeyIds);
  };
  await (values.into === undefined ? withDatabase(restore, 'owner') : restore(values.into));
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  console.error(`${words}${error instanceof BackupError ? '' : '\nThe restore failed.'}`);
  process.exitCode = 1;
}
process.exit();

/** Their members switch them on, because only they know whether anything else tells those addresses. */
function tellOfWebhooks(count: number): void {
  if (count === 0) return;
  const what = count === 1 ? '1 webhook is' : `${count} webhooks are`;
  console.log(
    `${what} switched off, so that no address is told by two installations: members switch theirs on under Settings → API → Webhooks.`,
  );
}

/** Without them the rows are there, and no bank can be asked. */
function tellOfKeys(ids: string[]): void {
  const held = env().ENCRYPTION_KEYS?.map(({ id }) => id) ?? [];
  const missing = ids.filter((id) => !held.includes(id));
  if (missing.length === 0) return;
  console.log(
    `ENCRYPTION_KEYS lacks ${missing.join(', ')}: put the keys of then there before you start, or banks must be linked anew.`,
  );
  process.exitCode = 1;
}
