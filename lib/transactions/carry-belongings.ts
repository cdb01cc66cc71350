import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { carrySettlements } from '#lib/settlements/carry-settlements';
import { carrySplits } from '#lib/splits/copy-own-parts';
import { carryTransfers } from '#lib/transfers/carry-transfers';
import { allDecisions } from './decision-columns.ts';
import { movesOf, type RowMove } from './row-moves.ts';

/**
 * What a person decided about rows that leave, and hung on them, goes to the rows that stay, where those have
 * nothing of their own at that place: when two are merged, joined or said to be one. Who is put away for whom
 * is not among it (lib/duplicates/carry-duplicates.ts): a row that is put away itself keeps that.
 */
export async function carryBelongings(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
): Promise<void> {
  if (moves.length === 0) return;
  await carryDecisions(tx, householdId, moves);
  await carryMemos(tx, householdId, moves);
  await carryTags(tx, householdId, moves);
  await carrySplits(tx, householdId, moves);
  await carryAttachments(tx, householdId, moves);
  await carryTransfers(tx, householdId, moves);
  await carrySettlements(tx, householdId, moves);
}

async function carryDecisions(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
): Promise<void> {
  const taken = allDecisions.map(
    ({
      value,
      mark,
    }) => `"${value}" = CASE WHEN s."${mark}" IS NULL THEN l."${value}" ELSE s."${value}" END,
      "${mark}" = COALESCE(s."${mark}", l."${mark}")`,
  );
  const open = allDecisions.map(({ mark }) => `(s."${mark}" IS NULL AND l."${mark}" IS NOT NULL)`);
  await tx.$executeRaw`
    UPDATE "Transaction" s SET ${Prisma.raw(taken.join(', '))}
    FROM ${movesOf(moves)}
    JOIN "Transaction" l ON l."householdId" = ${householdId}::uuid AND l."id" = m."leavesId"
    WHERE s."householdId" = ${householdId}::uuid AND s."id" = m."staysId"
      AND (${Prisma.raw(open.join(' OR '))})`;
}

/** What a file says beside a name: no bank says the like, so that it would be seen nowhere any more. */
async function carryMemos(tx: Tx, householdId: string, moves: readonly RowMove[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Transaction" s SET "memo" = l."memo"
    FROM ${movesOf(moves)}
    JOIN "Transaction" l ON l."householdId" = ${householdId}::uuid AND l."id" = m."leavesId"
    WHERE s."householdId" = ${householdId}::uuid AND s."id" = m."staysId"
      AND s."memo" IS NULL AND l."memo" IS NOT NULL`;
}

/** The person's word alone: what rules say of tags, they say of the row that stays. */
async function carryTags(tx: Tx, householdId: string, moves: readonly RowMove[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TransactionTag" ("householdId", "transactionId", "tagId", "byPerson")
    SELECT x."householdId", m."staysId", x."tagId", x."byPerson"
    FROM ${movesOf(moves)}
    JOIN "TransactionTag" x ON x."householdId" = ${householdId}::uuid
      AND x."transactionId" = m."leavesId" AND x."byPerson" IS NOT NULL
    ON CONFLICT ("householdId", "transactionId", "tagId") DO UPDATE
      SET "byPerson" = COALESCE("TransactionTag"."byPerson", EXCLUDED."byPerson")`;
}

async function carryAttachments(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Attachment" f SET "transactionId" = m."staysId" FROM ${movesOf(moves)}
    WHERE f."householdId" = ${householdId}::uuid AND f."transactionId" = m."leavesId"`;
}
