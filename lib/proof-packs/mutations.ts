import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import type { ProofPackDto } from './contract.ts';
import { keptDays } from './limits.ts';
import { getPack } from './queries.ts';

/** From this commit on the link leads nowhere, and what was kept for it is gone. @throws AppError not_found */
export async function revokePack(
  viewer: Viewer & { userId: string },
  packId: string,
): Promise<ProofPackDto> {
  const { householdId, memberId, userId } = viewer;
  return db().$transaction(async (tx) => {
    const { count } = await tx.proofPack.updateMany({
      where: { householdId, memberId, id: packId, revokedAt: null, expiresAt: { gt: new Date() } },
      data: { revokedAt: new Date() },
    });
    if (count === 0) {
      throw new AppError('not_found', 'This link was taken back already, or its time is over.');
    }
    await tx.proofPackDocument.updateMany({
      where: { householdId, packId },
      data: { contentSealed: null },
    });
    await publish(tx, householdId, ['proof_packs']);
    const pack = await getPack(viewer, packId, tx);
    await recordAudit(tx, userId, { kind: 'pack_revoked', details: {} });
    return pack;
  });
}

/** Of packs whose time is over what was kept for them, and a month later that they were. Returns how many. */
export async function deleteEndedPacks(): Promise<number> {
  const emptied = await db().$executeRaw`
    UPDATE "ProofPackDocument" d SET "contentSealed" = NULL
    FROM "ProofPack" p
    WHERE p."householdId" = d."householdId" AND p."id" = d."packId"
      AND d."contentSealed" IS NOT NULL AND p."expiresAt" <= now()`;
  const deleted = await db().$executeRaw`
    DELETE FROM "ProofPack"
    WHERE LEAST("expiresAt", "revokedAt") < now() - make_interval(days => ${keptDays})`;
  return emptied + deleted;
}
