import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';

export type FileImportRef = { householdId: string; importId: string };

/** Nobody looks at a preview for longer. */
const abandonedDays = 7;

export function enqueueFileImport(
  tx: Pick<Tx, '$executeRaw'>,
  { householdId, importId }: FileImportRef,
): Promise<void> {
  return enqueue(tx, 'run-file-import', { householdId, importId }, { key: `file:${importId}` });
}

/** Those whose job is lost. */
export function listUnfinishedFileImports(): Promise<FileImportRef[]> {
  return db().$queryRaw`
    SELECT "householdId", "id" AS "importId" FROM "FileImport"
    WHERE "state" IN ('reading', 'applying') AND "createdAt" < now() - interval '1 minute'
    LIMIT 100`;
}

/** Files that nobody went on with; returns how many. */
export function deleteAbandonedFileImports(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "FileImport"
    WHERE "state" NOT IN ('done', 'undone')
      AND "createdAt" < now() - make_interval(days => ${abandonedDays})`;
}
