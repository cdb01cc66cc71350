import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { mergeRow } from '#lib/sync/apply-plan';
import type { MatchDecision } from './contract.ts';

/**
 * Keeps the person's word on a pair. Told that the two are one, the posted row takes over what was
 * decided about the pending one where nothing is decided about it yet, and the pending row is
 * buried under the posted one's name: should the bank send it again, it stays away.
 *
 * @throws AppError not_found, also when it was decided before
 */
export async function decideMatch(
  householdId: string,
  matchId: string,
  { same }: MatchDecision,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const [match] = await tx.$queryRaw<{ pendingId: string; postedId: string }[]>`
      UPDATE "MatchSuggestion" SET "decidedAt" = now(), "accepted" = ${same}
      WHERE "householdId" = ${householdId}::uuid AND "id" = ${matchId}::uuid
        AND "decidedAt" IS NULL
      RETURNING "pendingId", "postedId"`;
    if (!match) throw new AppError('not_found', 'There is no such question, or it was answered.');
    if (same) {
      const { pendingId, postedId } = match;
      await mergeRow(tx, { householdId }, pendingId, postedId);
      await tx.$executeRaw`
        INSERT INTO "TransactionAlias" ("householdId", "itemId", "plaidTransactionId", "transactionId")
        SELECT "householdId", "itemId", "plaidTransactionId", ${postedId}::uuid FROM "Transaction"
        WHERE "householdId" = ${householdId}::uuid AND "id" = ${pendingId}::uuid
          AND "itemId" IS NOT NULL AND "plaidTransactionId" IS NOT NULL
        ON CONFLICT DO NOTHING`;
      await tx.transaction.updateMany({
        where: { householdId, id: pendingId, removedAt: null },
        data: { removedAt: new Date() },
      });
    }
    await publish(tx, householdId, ['transactions']);
  });
}
