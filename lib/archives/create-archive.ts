import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import type { ArchiveDto } from './contract.ts';
import { getArchive } from './queries.ts';

type Owner = { householdId: string; memberId: string; userId: string };

/**
 * Orders a copy of everything that is the member's; the worker writes it. While one is being written
 * that is the one.
 */
export async function createArchive(owner: Owner): Promise<ArchiveDto> {
  const { householdId, memberId, userId } = owner;
  return db().$transaction(async (tx) => {
    // Two presses at once ask for one.
    await tx.$executeRaw`
      SELECT FROM "Member" WHERE "householdId" = ${householdId}::uuid AND "id" = ${memberId}::uuid
      FOR NO KEY UPDATE`;
    const waiting = await tx.archive.findFirst({
      where: { householdId, memberId, state: 'waiting' },
      select: { id: true },
    });
    if (waiting) return getArchive(owner, waiting.id, tx);
    const archiveId = newId();
    await tx.archive.create({ data: { householdId, id: archiveId, memberId } });
    await enqueueArchive(tx, { householdId, archiveId });
    await publish(tx, householdId, ['archives']);
    const archive = await getArchive(owner, archiveId, tx);
    await recordAudit(tx, userId, { kind: 'archive_requested', details: {} });
    return archive;
  });
}

/** Archives whose worker is gone, or whose job is. */
export function listUnfinishedArchives(): Promise<{ householdId: string; archiveId: string }[]> {
  return db().$queryRaw`
    SELECT "householdId", "id" AS "archiveId" FROM "Archive"
    WHERE "state" = 'waiting' AND ("leaseUntil" IS NULL OR "leaseUntil" < now()) LIMIT 100`;
}

export function enqueueArchive(
  tx: Pick<Tx, '$executeRaw'>,
  ref: { householdId: string; archiveId: string },
): Promise<void> {
  const key = `archive:${ref.archiveId}`;
  return enqueue(tx, 'build-archive', ref, { key, ifWaiting: 'keep' });
}
