import 'server-only';
import { z } from 'zod';
import type { Tx } from '#lib/db/client';
import { belongingsSchema, takeOver } from '#lib/transactions/belongings';
import { giveBack } from '#lib/transactions/give-back';
import { requestTransfers } from '#lib/transfers/request-transfers';

/** What a row took over from one that was put away, and how it is counted apart. */
const takenSchema = belongingsSchema.extend({
  /** What was taken off the anchor of the account, which both rows were part of; null where not. */
  anchor: z.object({ accountId: z.uuid(), at: z.string(), minor: z.string() }).nullable(),
});
type Taken = z.infer<typeof takenSchema>;

type Rows = { householdId: string; keptId: string; otherId: string };

/**
 * Puts a row away for the sake of another: it counts nowhere, while the bank's own columns of it go on being
 * kept. The row that stays takes over what was decided about it where nothing is decided yet.
 *
 * @returns what it took over, for `bringBack`
 */
export async function putAway(tx: Tx, { householdId, keptId, otherId }: Rows): Promise<Taken> {
  const taken = await takeOver(tx, householdId, { leavesId: otherId, staysId: keptId });
  await requestTransfers(tx, householdId, [keptId, otherId]);
  await tx.transaction.updateMany({
    where: { householdId, id: otherId },
    data: { duplicateOfId: keptId },
  });
  const anchor = await moveAnchor(tx, { householdId, keptId, otherId }, -1);
  return { ...taken, anchor };
}

/** Has a row that was put away count again, with all that was taken over from it. */
export async function bringBack(tx: Tx, rows: Rows, taken: unknown): Promise<void> {
  const { householdId, keptId, otherId } = rows;
  await tx.transaction.updateMany({
    where: { householdId, id: otherId, duplicateOfId: keptId },
    data: { duplicateOfId: null },
  });
  await requestTransfers(tx, householdId, [keptId, otherId]);
  const parsed = takenSchema.safeParse(taken);
  if (!parsed.success) return;
  await giveBack(tx, { householdId, leavesId: otherId, staysId: keptId }, parsed.data);
  if (!(await backToAnchor(tx, householdId, parsed.data.anchor))) await moveAnchor(tx, rows, 1);
}

/** Where the account still counts from the anchor that the row was taken out of. */
async function backToAnchor(
  tx: Tx,
  householdId: string,
  anchor: Taken['anchor'],
): Promise<boolean> {
  if (!anchor) return false;
  const same = await tx.$executeRaw`
    UPDATE "Account" SET "anchorPostedMinor" = "anchorPostedMinor" + ${anchor.minor}::bigint
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${anchor.accountId}::uuid
      AND "anchorAt" = ${anchor.at}::timestamptz`;
  return same > 0;
}

/**
 * The tie-out leaves out what the bank counts once (lib/tie-out/count-rows.ts). A row that was there when its
 * account began to be counted is part of the anchor, and goes out of it with the row, or back into it:
 * the bank's balance does not move.
 * What came with a run that began before the anchor's balance was read, and had posted, was there; of a run
 * whose receipt has gone the row's own time tells, and a commit takes two minutes at most.
 */
async function moveAnchor(
  tx: Tx,
  { householdId, keptId, otherId }: Rows,
  sign: 1 | -1,
): Promise<Taken['anchor']> {
  const [anchor] = await tx.$queryRaw<{ accountId: string; at: string; minor: string }[]>`
    UPDATE "Account" a SET "anchorPostedMinor" = a."anchorPostedMinor" + ${sign}::int * w."minor"
    FROM (
      SELECT o."accountId", COALESCE((
        SELECT (c."before"->>'amountMinor')::bigint FROM "SyncChange" c
        JOIN "SyncRun" s ON s."householdId" = c."householdId" AND s."id" = c."syncRunId"
        JOIN "Account" b ON b."householdId" = o."householdId" AND b."id" = o."accountId"
        WHERE c."householdId" = o."householdId" AND c."transactionId" = o."id"
          AND c."before" ? 'amountMinor' AND s."startedAt" > b."anchorAt"
        ORDER BY s."startedAt", c."seq" LIMIT 1), o."amountMinor") AS "minor",
        r."startedAt", o."createdAt", o."id"
      FROM "Transaction" o
      JOIN "Transaction" k ON k."householdId" = o."householdId" AND k."id" = ${keptId}::uuid
        AND k."accountId" = o."accountId" AND k."importId" IS NULL
      LEFT JOIN "SyncRun" r ON r."householdId" = o."householdId" AND r."id" = o."firstSyncRunId"
      WHERE o."householdId" = ${householdId}::uuid AND o."id" = ${otherId}::uuid
        AND o."importId" IS NULL AND o."itemId" IS NOT NULL AND NOT o."pending"
    ) w
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = w."accountId"
      AND COALESCE(w."startedAt" <= a."anchorAt",
        w."createdAt" <= a."anchorAt" + interval '2 minutes')
      AND NOT EXISTS (SELECT FROM "SyncChange" c
        JOIN "SyncRun" s ON s."householdId" = c."householdId" AND s."id" = c."syncRunId"
        WHERE c."householdId" = a."householdId" AND c."transactionId" = w."id"
          AND c."kind" = 'posted' AND s."startedAt" > a."anchorAt")
    RETURNING a."id" AS "accountId", to_json(a."anchorAt")#>>'{}' AS "at", w."minor"::text AS "minor"`;
  return anchor ?? null;
}
