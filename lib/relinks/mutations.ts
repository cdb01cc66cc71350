import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import { requireCandidates } from './candidates.ts';
import type { ItemPair } from './contract.ts';
import { undoableSince } from './queries.ts';

/**
 * The two connections have nothing to do with each other: it is not asked again.
 *
 * @throws AppError not_found or relink_refused
 */
export async function dismissRelink(householdId: string, pair: ItemPair): Promise<void> {
  await requireCandidates(db(), householdId, pair);
  await db().$transaction(async (tx) => {
    await tx.relinkDismissal.createMany({ data: [{ householdId, ...pair }], skipDuplicates: true });
    await publish(tx, householdId, ['items']);
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
