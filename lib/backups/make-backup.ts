import 'server-only';
import { db } from '#lib/db/client';
import { connectForTables, type TableConnection } from '#lib/db/copy-tables';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { BackupError, describeFailure } from './backup-error.ts';
import { countRows, type Manifest } from './manifest.ts';
import { newBackupName } from './names.ts';
import { removeOldBackups } from './remove-old-backups.ts';
import { createSealer } from './seal-part.ts';
import { type BackupStore, openBackupStore } from './store.ts';
import { writeBackup } from './write-backup.ts';

/** Any number; the same in every process, so that two backups are never made at once. */
const lockKey = 7_586_233_410;

export type MadeBackup = { name: string; rows: number; bytes: number; place: string };

/**
 * Makes a backup now, and takes away those that are too old. Each try is a row; one that fails leaves
 * nothing in the store that could be taken for a backup.
 *
 * @param databaseUrl  a direct connection; the process's client is open on the same database
 * @throws BackupError when there is no key, or another one is under way; and whatever ended it
 */
export async function makeBackup(
  databaseUrl: string,
  isStopping: () => boolean = () => false,
): Promise<MadeBackup> {
  const [key] = env().backups.keys;
  if (!key) throw new BackupError('BACKUP_KEY is not set, and nothing is backed up without it.');
  const store = openBackupStore();
  const connection = await connectForTables(databaseUrl);
  try {
    await takeLock(connection);
    const sealer = createSealer(newBackupName(new Date()), key);
    const id = await startRow(sealer.name);
    try {
      const made = await write(connection, store, sealer, isStopping);
      await finishRow(id, made);
      await tidyUp(store, sealer.name);
      await connection.end();
      return made;
    } catch (error) {
      await failRow(id, error);
      throw error;
    }
  } catch (error) {
    connection.abort();
    throw error;
  }
}

async function takeLock({ rows }: TableConnection): Promise<void> {
  const [lock] = await rows<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS "taken"', [
    lockKey,
  ]);
  if (!lock?.taken) throw new BackupError('Another backup is being made. Nothing was changed.');
}

async function startRow(name: string): Promise<string> {
  // Under the lock nobody else makes one: whatever seems to be under way died.
  await db().backup.updateMany({
    where: { state: 'running' },
    data: { state: 'failed', finishedAt: new Date(), error: 'It was interrupted.' },
  });
  const id = newId();
  await db().backup.create({ data: { id, name }, select: { id: true } });
  return id;
}

type Made = MadeBackup & { lacks: string | null };

async function write(
  connection: TableConnection,
  store: BackupStore,
  sealer: ReturnType<typeof createSealer>,
  isStopping: () => boolean,
): Promise<Made> {
  const { name } = sealer;
  await store.begin(name);
  const target = { sealer, store: store.open(name), isStopping };
  const { manifest, storedBytes } = await writeBackup(connection, target);
  const lacks = describeLack(manifest);
  return { name, rows: countRows(manifest), bytes: storedBytes, place: store.place, lacks };
}

function describeLack({ objects: { missing, missingIds } }: Manifest): string | null {
  if (missing === 0) return null;
  return `${missing} files of attachments are not where they should be, and not in it: ${missingIds.join(', ')}`;
}

async function finishRow(id: string, { rows, bytes, lacks }: Made): Promise<void> {
  await db().backup.updateMany({
    where: { id },
    data: { state: 'done', finishedAt: new Date(), rows, bytes, error: lacks },
  });
}

async function failRow(id: string, error: unknown): Promise<void> {
  log.error({ error }, 'a backup failed');
  await db().backup.updateMany({
    where: { id },
    data: { state: 'failed', finishedAt: new Date(), error: describeFailure(error) },
  });
}

/** A backup that is there is not undone by an old one that does not go. */
async function tidyUp(store: BackupStore, made: string): Promise<void> {
  try {
    await removeOldBackups(store, made);
  } catch (error) {
    log.warn({ error }, 'an old backup could not be taken away');
  }
}
