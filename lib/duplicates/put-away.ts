import 'server-only';
import { z } from 'zod';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { belongingsSchema, takeOver } from '#lib/transactions/belongings';
import { giveBack } from '#lib/transactions/give-back';
import { movesOf, type RowMove } from '#lib/transactions/row-moves';
import { requestTransfers } from '#lib/transfers/request-transfers';

/** What a row took over from one that was put away, and how it is counted apart. */
const takenSchema = belongingsSchema.extend({
  /** What was taken off the anchor of the account, which both rows were part of; null where not. */
  anchor: z.object({ accountId: z.uuid(), at: z.string(), minor: z.string() }).nullable(),
});
type Taken = z.infer<typeof takenSchema>;

type Rows = { keptId: string; otherId: string };

/**
 * Puts rows away for the sake of others: they count nowhere, while the bank's own columns of them go on being
 * kept. The rows that stay take over what was decided about them where nothing is decided yet.
 *
 * @param pairs  no row in two of them
 * @returns what each took over, in the order of the pairs, for `bringBack`
 */
export async function putAway(
  tx: Tx,
  householdId: string,
  pairs: readonly Rows[],
): Promise<Taken[]> {
  const moves = pairs.map(({ keptId, otherId }) => ({ leavesId: otherId, staysId: keptId }));
  const taken = await takeOver(tx, householdId, moves);
  await requestTransfers(tx, householdId, idsOf(pairs));
  await tx.$executeRaw`
    UPDATE "Transaction" t SET "duplicateOfId" = m."staysId" FROM ${movesOf(moves)}
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = m."leavesId"`;
  const anchors = await moveAnchors(tx, householdId, moves, -1);
  return taken.map((each, at) => ({
    ...each,
    anchor: anchors.get(moves[at]?.leavesId ?? '') ?? null,
  }));
}

/** Has rows that were put away count again, with all that was taken over from them, one after the other. */
export async function bringBack(
  tx: Tx,
  householdId: string,
  pairs: readonly (Rows & { taken: unknown })[],
): Promise<void> {
  if (pairs.length === 0) return;
  const moves = pairs.map(({ keptId, otherId }) => ({ leavesId: otherId, staysId: keptId }));
  await tx.$executeRaw`
    UPDATE "Transaction" t SET "duplicateOfId" = NULL FROM ${movesOf(moves)}
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = m."leavesId"
      AND t."duplicateOfId" = m."staysId"`;
  await requestTransfers(tx, householdId, idsOf(pairs));
  const known = moves.flatMap((move, at) => {
    const { success, data } = takenSchema.safeParse(pairs[at]?.taken);
    return success ? [{ ...move, taken: data }] : [];
  });
  for (const { taken, ...move } of known) await giveBack(tx, { householdId, ...move }, taken);
  const anchors = known.flatMap(({ taken }) => taken.anchor ?? []);
  const back = await backToAnchors(tx, householdId, anchors);
  const apart = known.filter(({ taken: { anchor } }) => !anchor || !back.has(nameOf(anchor)));
  await moveAnchors(tx, householdId, apart, 1);
}

const idsOf = (pairs: readonly Rows[]) => pairs.flatMap(({ keptId, otherId }) => [keptId, otherId]);

type Anchor = NonNullable<Taken['anchor']>;

const nameOf = ({ accountId, at }: Pick<Anchor, 'accountId' | 'at'>) => `${accountId} ${at}`;

/** Where accounts still count from the anchors that rows were taken out of; returns which do. */
async function backToAnchors(
  tx: Tx,
  householdId: string,
  anchors: readonly Anchor[],
): Promise<ReadonlySet<string>> {
  const same = await tx.$queryRaw<{ accountId: string; at: string }[]>`
    UPDATE "Account" a SET "anchorPostedMinor" = a."anchorPostedMinor" + s."minor"
    FROM (
      SELECT m."accountId", m."at", sum(m."minor")::bigint AS "minor"
      FROM jsonb_to_recordset(${toJsonParameter(anchors)}::jsonb)
        AS m("accountId" uuid, "at" text, "minor" bigint)
      GROUP BY m."accountId", m."at"
    ) s
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = s."accountId"
      AND a."anchorAt" = s."at"::timestamptz
    RETURNING a."id" AS "accountId", s."at"`;
  return new Set(same.map(nameOf));
}

/**
 * The tie-out leaves out what the bank counts once (lib/tie-out/count-rows.ts). A row that was there when its
 * account began to be counted is part of the anchor, and goes out of it with the row, or back into it:
 * the bank's balance does not move.
 * What came with a run that began before the anchor's balance was read, and had posted, was there; of a run
 * whose receipt has gone the row's own time tells, and a commit takes two minutes at most.
 *
 * @returns by the row, the anchor that it went out of or into
 */
async function moveAnchors(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
  sign: 1 | -1,
): Promise<ReadonlyMap<string, Anchor>> {
  const moved = await tx.$queryRaw<(Anchor & { rowId: string })[]>`
    WITH due AS MATERIALIZED (
      SELECT o."id" AS "rowId", a."id" AS "accountId", a."anchorAt" AS "at", COALESCE((
        SELECT (c."before"->>'amountMinor')::bigint FROM "SyncChange" c
        JOIN "SyncRun" s ON s."householdId" = c."householdId" AND s."id" = c."syncRunId"
        WHERE c."householdId" = o."householdId" AND c."transactionId" = o."id"
          AND c."before" ? 'amountMinor' AND s."startedAt" > a."anchorAt"
        ORDER BY s."startedAt", c."seq" LIMIT 1), o."amountMinor") AS "minor"
      FROM ${movesOf(moves)}
      JOIN "Transaction" o ON o."householdId" = ${householdId}::uuid AND o."id" = m."leavesId"
        AND o."importId" IS NULL AND o."itemId" IS NOT NULL AND NOT o."pending"
      JOIN "Transaction" k ON k."householdId" = o."householdId" AND k."id" = m."staysId"
        AND k."accountId" = o."accountId" AND k."importId" IS NULL
      JOIN "Account" a ON a."householdId" = o."householdId" AND a."id" = o."accountId"
      LEFT JOIN "SyncRun" r ON r."householdId" = o."householdId" AND r."id" = o."firstSyncRunId"
      WHERE COALESCE(r."startedAt" <= a."anchorAt",
          o."createdAt" <= a."anchorAt" + interval '2 minutes')
        AND NOT EXISTS (SELECT FROM "SyncChange" c
          JOIN "SyncRun" s ON s."householdId" = c."householdId" AND s."id" = c."syncRunId"
          WHERE c."householdId" = o."householdId" AND c."transactionId" = o."id"
            AND c."kind" = 'posted' AND s."startedAt" > a."anchorAt")
    ), moved AS (
      UPDATE "Account" a
      SET "anchorPostedMinor" = a."anchorPostedMinor" + ${sign}::int * s."minor"
      FROM (SELECT "accountId", sum("minor")::bigint AS "minor" FROM due GROUP BY 1) s
      WHERE a."householdId" = ${householdId}::uuid AND a."id" = s."accountId"
    )
    SELECT "rowId", "accountId", to_json("at")#>>'{}' AS "at", "minor"::text AS "minor" FROM due`;
  return new Map(moved.map(({ rowId, ...anchor }) => [rowId, anchor]));
}
