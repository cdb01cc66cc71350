import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';

/** How long whoever holds a receipt can read it. Nothing in it names anybody by then. */
const keptDays = 30;

export function enqueueDeletion(
  tx: Pick<Tx, '$executeRaw'>,
  deletionId: string,
  delayMs: number,
): Promise<void> {
  return enqueue(tx, 'finish-deletion', { deletionId }, { key: `deletion:${deletionId}`, delayMs });
}

/** Deletions that are not done, or whose person was not told. */
export function listUnfinishedDeletions(): Promise<{ deletionId: string }[]> {
  return db().$queryRaw`
    SELECT "id" AS "deletionId" FROM "Deletion"
    WHERE "finishedAt" IS NULL OR "toAddress" IS NOT NULL LIMIT 100`;
}

export function deleteOldDeletions(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "Deletion" WHERE "finishedAt" < now() - make_interval(days => ${keptDays})`;
}
