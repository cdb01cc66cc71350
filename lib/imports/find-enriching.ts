import 'server-only';
import { installationLog } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { env } from '#lib/env';
import { enqueue } from '#lib/jobs/enqueue';
import type { FileImportRef } from './find-imports.ts';

/** How long Plaid is not asked again once it said that this is not for us. */
const refusedHours = 24;

export function enqueueEnriching(
  tx: Pick<Tx, '$executeRaw'>,
  { householdId, importId }: FileImportRef,
): Promise<void> {
  const key = `enrich:${importId}`;
  return enqueue(tx, 'enrich-import', { householdId, importId }, { key, ifWaiting: 'keep' });
}

/** Imports about which Plaid is yet to be asked and whose job is lost; none while it is not to be asked. */
export async function listUnenriched(): Promise<FileImportRef[]> {
  if (!(await mayEnrich())) return [];
  return db().$queryRaw`
    SELECT "householdId", "id" AS "importId" FROM "FileImport"
    WHERE "enrich" AND "enrichedAt" IS NULL AND "state" = 'done'
      AND "finishedAt" < now() - interval '1 minute'
    LIMIT 100`;
}

/** It is switched on, and Plaid has not lately said that it is not for us. */
export async function mayEnrich(): Promise<boolean> {
  if (!env().ENRICH_IMPORTS) return false;
  const since = new Date(Date.now() - refusedHours * 3_600_000);
  const refusals = await db().auditEntry.count({
    where: { chainId: installationLog, kind: 'enrich_refused', at: { gt: since } },
    take: 1,
  });
  return refusals === 0;
}
