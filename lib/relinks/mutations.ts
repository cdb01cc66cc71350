import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { requireCandidates } from './candidates.ts';
import type { ItemPair } from './contract.ts';
import { undoableSince } from './queries.ts';

/**
 * The two connections have nothing to do with each other: it is not asked again.
 *
 * @throws AppError not_found or relink_refused
 */
export async function dismissRelink(viewer: Viewer, pair: ItemPair): Promise<void> {
  const { householdId } = viewer;
  await requireCandidates(db(), viewer, pair);
  await db().$transaction(async (tx) => {
    await tx.relinkDismissal.createMany({ data: [{ householdId, ...pair }], skipDuplicates: true });
    await publish(tx, householdId, ['items'], pair.toItemId);
  });
}

/** Drops what a move that can no longer be undone was to be undone from; returns how many rows. */
export async function forgetOldRelinks(): Promise<number> {
  const tooOld = { movedAt: { lt: undoableSince() } };
  const { count } = await db().relinkRow.deleteMany({ where: { relink: tooOld } });
  await db().relink.updateMany({
    where: { ...tooOld, before: { not: Prisma.DbNull } },
    data: { before: Prisma.DbNull },
  });
  return count;
}
