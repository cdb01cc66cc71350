import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { carryDuplicates } from '#lib/duplicates/carry-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { forgetCounts } from '#lib/tie-out/count-rows';
import { carryBelongings } from '#lib/transactions/carry-belongings';
import { requestTransfers } from '#lib/transfers/request-transfers';
import type { MatchDecision } from './contract.ts';

/**
 * Keeps the person's word on a pair. Told that the two are one, the posted row takes over what was
 * decided about the pending one where nothing is decided about it yet, and the pending row is
 * buried under the posted one's name: should the bank send it again, it stays away.
 *
 * @throws AppError not_found, also when it was decided before
 */
export async function decideMatch(
  viewer: Viewer,
  matchId: string,
  { same }: MatchDecision,
): Promise<void> {
  const { householdId } = viewer;
  type Match = { pendingId: string; postedId: string; itemId: string | null };
  await db().$transaction(async (tx) => {
    const [match] = await tx.$queryRaw<Match[]>`
      UPDATE "MatchSuggestion" s SET "decidedAt" = now(), "accepted" = ${same}
      FROM "Transaction" p, "Transaction" t
      WHERE s."householdId" = ${householdId}::uuid AND s."id" = ${matchId}::uuid
        AND s."decidedAt" IS NULL
        AND p."householdId" = s."householdId" AND p."id" = s."pendingId"
        AND t."householdId" = s."householdId" AND t."id" = s."postedId"
        AND ${seesAccount(viewer, Prisma.sql`p."accountId"`)}
        AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
      RETURNING s."pendingId", s."postedId", t."itemId"`;
    if (!match) throw new AppError('not_found', 'There is no such question, or it was answered.');
    if (same) {
      const { pendingId, postedId } = match;
      const move = { leavesId: pendingId, staysId: postedId };
      await carryBelongings(tx, householdId, [move]);
      await carryDuplicates(tx, householdId, [move]);
      await requestTransfers(tx, householdId, [pendingId, postedId]);
      await tx.$executeRaw`
        INSERT INTO "TransactionAlias" ("householdId", "itemId", "plaidTransactionId", "transactionId")
        SELECT "householdId", "itemId", "plaidTransactionId", ${postedId}::uuid FROM "Transaction"
        WHERE "householdId" = ${householdId}::uuid AND "id" = ${pendingId}::uuid
          AND "itemId" IS NOT NULL AND "plaidTransactionId" IS NOT NULL
        ON CONFLICT DO NOTHING`;
      const buried = await tx.transaction.updateManyAndReturn({
        where: { householdId, id: pendingId, removedAt: null },
        data: { removedAt: new Date() },
        select: { accountId: true },
      });
      const accountIds = buried.map(({ accountId }) => accountId);
      await forgetCounts(tx, householdId, accountIds);
    }
    await publish(tx, householdId, ['transactions'], match.itemId);
  });
}
