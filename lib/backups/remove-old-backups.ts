import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { timeOfName } from './names.ts';
import { isFinished } from './open-backup.ts';
import { type BackupStore, removeBackup } from './store.ts';

const dayMs = 86_400_000;
/** An unfinished one may be another installation's that shares the store, and is being made now. */
const unfinishedMs = dayMs;
/** More than are made between two: a clock that jumped a month ahead takes away a few, and not all of them. */
const removedAtOnce = 3;

/**
 * Takes away backups that are older than they are kept, and what interrupted ones left. The newest that is
 * finished stays, however old it is, and so does the newest that was proven. The oldest go first, a few at a
 * time; what is left goes with the next backups.
 *
 * @param made  the one that was just made
 * @returns their names
 */
export async function removeOldBackups(store: BackupStore, made: string): Promise<string[]> {
  const now = Date.now();
  const keepMs = env().backups.keepDays * dayMs;
  const proven = await db().backup.findFirst({
    where: { provenAt: { not: null } },
    select: { name: true },
    orderBy: { name: 'desc' },
  });
  const removed: string[] = [];
  for (const name of await store.list()) {
    const ageMs = now - timeOfName(name).getTime();
    if (name === made || name === proven?.name) continue;
    const isOver = ageMs > keepMs || (ageMs > unfinishedMs && !(await isFinished(store, name)));
    if (!isOver) continue;
    await removeBackup(store, name);
    removed.push(name);
    if (removed.length >= removedAtOnce) break;
  }
  await forgetRows(now - keepMs, await store.list());
  return removed;
}

/** Of backups that are not there any more. */
async function forgetRows(before: number, kept: string[]): Promise<void> {
  await db().backup.deleteMany({
    where: { startedAt: { lt: new Date(before) }, name: { notIn: kept } },
  });
}
