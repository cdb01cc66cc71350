import 'server-only';
import { z } from 'zod';
import type { Tx } from '#lib/db/client';
import { carriedDuplicates, giveDuplicatesBack } from '#lib/duplicates/carry-duplicates';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { forgetCounts } from '#lib/tie-out/count-rows';
import { belongingsSchema } from '#lib/transactions/belongings';
import { giveBack } from '#lib/transactions/give-back';
import { requestTransfers } from '#lib/transfers/request-transfers';

/** A question that was answered, and what a yes did. */
export const matchBefore = z.object({
  matchId: z.uuid(),
  pendingId: z.uuid(),
  postedId: z.uuid(),
  merged: z
    .object({
      /** What the posted row took over. */
      taken: belongingsSchema,
      /** What was said of duplicates of the pending row; steps of before do not know. */
      duplicates: carriedDuplicates.default({ putAway: [], keptId: [], otherId: [] }),
      /** What the bank calls the pending row, where that was not known to be the posted one before. */
      alias: z.string().nullable(),
      /** How far the bank was read when the pending row was buried; null where it was withdrawn already. */
      readTo: z.string().nullable(),
    })
    .nullable(),
});
export type MatchBefore = z.infer<typeof matchBefore>;

/**
 * Asks again. The pending row has its own once more, and counts, unless the bank has spoken since: then it may have
 * withdrawn the row, which nothing would tell us again, and money would be counted twice for good.
 *
 * @throws AppError not_found when the question is not there any more
 */
export async function undoAnswer(
  tx: Tx,
  householdId: string,
  { matchId, pendingId, postedId, merged }: MatchBefore,
): Promise<void> {
  const { count } = await tx.matchSuggestion.updateMany({
    where: { householdId, id: matchId, pendingId, postedId, decidedAt: { not: null } },
    data: { decidedAt: null, accepted: null },
  });
  if (count === 0) {
    throw new AppError('not_found', 'The two are not here any more. Nothing was changed.');
  }
  if (merged) await part(tx, householdId, { pendingId, postedId }, merged);
  const about = { transactionIds: [pendingId, postedId] };
  await publish(tx, householdId, ['transactions'], about);
}

type Rows = { pendingId: string; postedId: string };

async function part(
  tx: Tx,
  householdId: string,
  { pendingId, postedId }: Rows,
  { taken, duplicates, alias, readTo }: NonNullable<MatchBefore['merged']>,
): Promise<void> {
  if (alias !== null) {
    await tx.transactionAlias.deleteMany({
      where: { householdId, transactionId: postedId, plaidTransactionId: alias },
    });
  }
  const rows = { householdId, leavesId: pendingId, staysId: postedId };
  await giveBack(tx, rows, taken);
  await giveDuplicatesBack(tx, rows, duplicates);
  const dugUp = await tx.$queryRaw<{ accountId: string }[]>`
    UPDATE "Transaction" t SET "removedAt" = NULL
    FROM "Item" i
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = ${pendingId}::uuid
      AND i."householdId" = t."householdId" AND i."id" = t."itemId"
      AND md5(i."transactionsCursor") = ${readTo}
    RETURNING t."accountId"`;
  const accountIds = dugUp.map(({ accountId }) => accountId);
  // Of a pending row that stays away nothing is put away any more.
  await releaseDuplicates(tx, householdId);
  await forgetCounts(tx, householdId, accountIds);
  await requestTransfers(tx, householdId, [pendingId, postedId]);
}
