import './load-env.ts';
import { BackupError } from '#lib/backups/backup-error';
import { makeBackup } from '#lib/backups/make-backup';
import { countRows } from '#lib/backups/manifest';
import { timeOfName } from '#lib/backups/names';
import { isFinished, openBackup, verifyBackup } from '#lib/backups/open-backup';
import { openBackupStore } from '#lib/backups/store';
import { closeDb, openDb } from '#lib/db/client';
import { env, parseEnv } from '#lib/env';
import { readOrCreateSecrets, readSecrets } from '#lib/stack/data-dir';
import { withDatabase } from '#lib/stack/database';

const { DATA_DIR } = parseEnv(process.env);
const commands: Record<string, (name: string) => Promise<void>> = { make, list, verify };
const [command = 'make', name = 'latest'] = process.argv.slice(2);
const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
if (!run) {
  console.error('Usage: npm run backup [-- list | verify <name>]');
  process.exit(2);
}
const secrets = command === 'make' ? readOrCreateSecrets(DATA_DIR) : readSecrets(DATA_DIR);
process.env.BACKUP_KEY ||= secrets.BACKUP_KEY ?? '';
try {
  await run(name);
} catch (error) {
  console.error(error instanceof BackupError ? error.message : error);
  process.exitCode = 1;
}
process.exit();

async function make(): Promise<void> {
  await withDatabase(async (url) => {
    openDb(url);
    try {
      const made = await makeBackup(url);
      console.log(`Backed up ${made.rows} rows as ${made.name}: ${inMegabytes(made.bytes)}.`);
      console.log('It opens with BACKUP_KEY alone. Keep that, and ENCRYPTION_KEYS, elsewhere.');
    } finally {
      await closeDb();
    }
  });
}

async function list(): Promise<void> {
  const store = openBackupStore();
  const names = await store.list();
  for (const each of names) {
    const at = timeOfName(each).toISOString().slice(0, 16).replace('T', ' ');
    const state = (await isFinished(store, each)) ? '' : '  not finished';
    console.log(`${each}  ${at} UTC${state}`);
  }
  if (names.length === 0) console.log('There is no backup yet.');
}

async function verify(which: string): Promise<void> {
  const manifest = await verifyBackup(
    await openBackup(openBackupStore(), which, env().backups.keys),
  );
  const { tables, objects, madeAt } = manifest;
  console.log(
    `${manifest.name} of ${madeAt} is whole: ${tables.length} tables, ${countRows(manifest)} rows, ${objects.count} files.`,
  );
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
