import 'server-only';
import { installationLog, recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { connectForTables, type TableConnection } from '#lib/db/copy-tables';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { BackupError, describeFailure, explainNoRoom } from './backup-error.ts';
import { countRows, type Manifest } from './manifest.ts';
import { newBackupName } from './names.ts';
import { isFinished } from './open-backup.ts';
import { removeOldBackups } from './remove-old-backups.ts';
import { createSealer } from './seal-part.ts';
import { type BackupStore, openBackupStore, removeBackup } from './store.ts';
import { writeBackup } from './write-backup.ts';

/** Any number; the same in every process, so that two backups are never made at once. */
const lockKey = 7_586_233_410;
const interruptedAtOnce = 100;

export type MadeBackup = { name: string; rows: number; bytes: number; place: string };

/**
 * Makes a backup now, and takes away those that are too old. Each try is a row. One that fails takes away
 * what it stored, and what a killed one left goes with the next: without its manifest neither could be
 * taken for a backup.
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
    await endInterrupted(store);
    const id = await startRow(sealer.name);
    try {
      const made = await write(connection, store, sealer, isStopping);
      await finishRow(id, made);
      await tidyUp(store, sealer.name);
      await connection.end();
      return made;
    } catch (failure) {
      const error = explainNoRoom(failure);
      // First, because it makes room where the database lies on the same disk.
      await removeUnfinished(store, sealer.name);
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

/**
 * Under the lock nobody else makes one: whatever seems to be under way died. One that died once it was whole
 * is a backup like any other.
 */
async function endInterrupted(store: BackupStore): Promise<void> {
  const running = await db().backup.findMany({
    where: { state: 'running' },
    select: { id: true, name: true },
    take: interruptedAtOnce,
  });
  for (const { id, name } of running) {
    const isWhole = await isFinished(store, name);
    if (!isWhole) await removeUnfinished(store, name);
    const became = isWhole
      ? ({ state: 'done' } as const)
      : ({ state: 'failed', error: 'It was interrupted.' } as const);
    await db().backup.updateMany({ where: { id }, data: { ...became, finishedAt: new Date() } });
  }
}

/** Room for the next one. What does not go now goes by its age. */
async function removeUnfinished(store: BackupStore, name: string): Promise<void> {
  try {
    if (!(await isFinished(store, name))) await removeBackup(store, name);
  } catch (error) {
    log.warn({ error, name }, 'what an unfinished backup left could not be taken away');
  }
}

async function startRow(name: string): Promise<string> {
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

async function finishRow(id: string, { name, rows, bytes, lacks }: Made): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.backup.updateMany({
      where: { id },
      data: { state: 'done', finishedAt: new Date(), rows, bytes, error: lacks },
    });
    await recordAudit(tx, installationLog, { kind: 'backup_made', details: { name, rows } });
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
