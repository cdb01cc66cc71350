import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';

export type ImportRef = { householdId: string; importId: string };

const keptDays = 7;
/** Nobody uploads for longer. */
const uploadHours = 6;

export function enqueueImport(tx: Pick<Tx, '$executeRaw'>, ref: ImportRef): Promise<void> {
  const key = `import:${ref.importId}`;
  return enqueue(tx, 'import-archive', ref, { key, ifWaiting: 'keep' });
}

/** Imports whose worker is gone, or whose job is. */
export function listUnfinishedImports(): Promise<ImportRef[]> {
  return db().$queryRaw`
    SELECT "householdId", "id" AS "importId" FROM "ArchiveImport"
    WHERE "state" = 'waiting' AND ("leaseUntil" IS NULL OR "leaseUntil" < now()) LIMIT 100`;
}

/** What ended a week ago, and uploads nobody finished; returns how many. */
export function deleteOldImports(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "ArchiveImport"
    WHERE ("state" IN ('done', 'failed') AND "finishedAt" < now() - make_interval(days => ${keptDays}))
      OR ("state" = 'uploading' AND "createdAt" < now() - make_interval(hours => ${uploadHours}))`;
}
