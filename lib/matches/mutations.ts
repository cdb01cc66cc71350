import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { carryDuplicates } from '#lib/duplicates/carry-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { forgetCounts } from '#lib/tie-out/count-rows';
import { takeOver } from '#lib/transactions/belongings';
import { requestTransfers } from '#lib/transfers/request-transfers';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { MatchDecision } from './contract.ts';
import { isOpenQuestion } from './queries.ts';
import type { MatchBefore } from './undo-answer.ts';

/**
 * Keeps the person's word on a pair. Told that the two are one, the posted row takes over what was
 * decided about the pending one where nothing is decided about it yet, and the pending row is
 * buried under the posted one's name: should the bank send it again, it stays away.
 *
 * @returns by what it is taken back, for a day
 * @throws AppError not_found, also when it was decided before or has answered itself
 */
export async function decideMatch(
  viewer: Viewer,
  matchId: string,
  { same }: MatchDecision,
): Promise<string> {
  const { householdId } = viewer;
  type Match = { pendingId: string; postedId: string; itemId: string | null };
  return db().$transaction(async (tx) => {
    // A sync may be posting the pending row by the bank's own word, or taking the posted one away.
    await tx.$executeRaw`
      SELECT FROM "Transaction" t
      JOIN "MatchSuggestion" s ON s."householdId" = t."householdId"
        AND t."id" IN (s."pendingId", s."postedId")
      WHERE s."householdId" = ${householdId}::uuid AND s."id" = ${matchId}::uuid
      ORDER BY t."id" FOR UPDATE OF t`;
    const [match] = await tx.$queryRaw<Match[]>`
      UPDATE "MatchSuggestion" s SET "decidedAt" = now(), "accepted" = ${same}
      FROM "Transaction" p, "Transaction" t
      WHERE s."householdId" = ${householdId}::uuid AND s."id" = ${matchId}::uuid
        AND p."householdId" = s."householdId" AND p."id" = s."pendingId"
        AND t."householdId" = s."householdId" AND t."id" = s."postedId"
        AND ${isOpenQuestion}
        AND ${seesAccount(viewer, Prisma.sql`p."accountId"`)}
        AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
      RETURNING s."pendingId", s."postedId", t."itemId"`;
    if (!match) throw noSuchQuestion();
    const { pendingId, postedId, itemId } = match;
    const merged = same ? await merge(tx, householdId, { pendingId, postedId }) : null;
    const before = { matchId, pendingId, postedId, merged };
    const undoStepId = await keepStep(tx, viewer, { kind: 'match_answer', before });
    const about = { itemId, transactionIds: [pendingId, postedId] };
    await publish(tx, householdId, ['transactions'], about);
    return undoStepId;
  });
}

function noSuchQuestion(): AppError {
  return new AppError(
    'not_found',
    'There is no such question any more: it was answered, perhaps by the bank. Nothing was changed.',
  );
}

async function merge(
  tx: Tx,
  householdId: string,
  { pendingId, postedId }: { pendingId: string; postedId: string },
): Promise<MatchBefore['merged']> {
  const move = { leavesId: pendingId, staysId: postedId };
  const [taken] = await takeOver(tx, householdId, [move]);
  if (!taken) throw noSuchQuestion();
  const duplicates = await carryDuplicates(tx, householdId, [move]);
  await requestTransfers(tx, householdId, [pendingId, postedId]);
  const [known] = await tx.$queryRaw<{ alias: string }[]>`
    INSERT INTO "TransactionAlias" ("householdId", "itemId", "plaidTransactionId", "transactionId")
    SELECT "householdId", "itemId", "plaidTransactionId", ${postedId}::uuid FROM "Transaction"
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${pendingId}::uuid
      AND "itemId" IS NOT NULL AND "plaidTransactionId" IS NOT NULL
    ON CONFLICT DO NOTHING
    RETURNING "plaidTransactionId" AS "alias"`;
  const [buried] = await tx.$queryRaw<{ accountId: string; readTo: string | null }[]>`
    UPDATE "Transaction" t SET "removedAt" = now()
    FROM "Item" i
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = ${pendingId}::uuid
      AND t."removedAt" IS NULL AND i."householdId" = t."householdId" AND i."id" = t."itemId"
    RETURNING t."accountId", md5(i."transactionsCursor") AS "readTo"`;
  await forgetCounts(tx, householdId, buried ? [buried.accountId] : []);
  return { taken, duplicates, alias: known?.alias ?? null, readTo: buried?.readTo ?? null };
}
