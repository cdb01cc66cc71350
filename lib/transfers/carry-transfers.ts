import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { movesOf, type RowMove } from '#lib/transactions/row-moves';

/**
 * What a person decided about transfers of a row goes to the row that takes its place, unless that one is an
 * end of one already.
 */
export async function carryTransfers(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
): Promise<void> {
  // What was made without a person is made anew.
  await tx.$executeRaw`
    DELETE FROM "Transfer" x USING ${movesOf(moves)}
    WHERE x."householdId" = ${householdId}::uuid AND m."staysId" IN (x."outId", x."inId")
      AND NOT x."byPerson"`;
  for (const [side, other] of [
    ['outId', 'inId'],
    ['inId', 'outId'],
  ]) {
    const [own, theirs] = [Prisma.raw(`"${side}"`), Prisma.raw(`"${other}"`)];
    await tx.$executeRaw`
      UPDATE "Transfer" x SET ${own} = m."staysId" FROM ${movesOf(moves)}
      WHERE x."householdId" = ${householdId}::uuid AND x.${own} = m."leavesId" AND x."byPerson"
        AND NOT EXISTS (SELECT FROM "Transfer" o WHERE o."householdId" = x."householdId"
          AND o.${own} = m."staysId"
          AND (o."state" = 'confirmed' OR o.${theirs} IS NOT DISTINCT FROM x.${theirs}))`;
  }
}

/** Money is expected in the account that takes another's place, and what that was never paired with it is not. */
export async function carryTransferAccounts(
  tx: Tx,
  householdId: string,
  moves: readonly { from: string; into: string }[],
): Promise<void> {
  const pairs = toJsonParameter([...moves]);
  await tx.$executeRaw`
    UPDATE "Transfer" x SET "towardsId" = m."into"
    FROM jsonb_to_recordset(${pairs}::jsonb) AS m("from" uuid, "into" uuid)
    WHERE x."householdId" = ${householdId}::uuid AND x."towardsId" = m."from"`;
  await tx.$executeRaw`
    INSERT INTO "TransferBar" ("householdId", "firstId", "secondId", "createdAt")
    SELECT b."householdId", LEAST(f."id", s."id"), GREATEST(f."id", s."id"), b."createdAt"
    FROM "TransferBar" b
    LEFT JOIN jsonb_to_recordset(${pairs}::jsonb) AS mf("from" uuid, "into" uuid)
      ON mf."from" = b."firstId"
    LEFT JOIN jsonb_to_recordset(${pairs}::jsonb) AS ms("from" uuid, "into" uuid)
      ON ms."from" = b."secondId"
    CROSS JOIN LATERAL (SELECT COALESCE(mf."into", b."firstId") AS "id") f
    CROSS JOIN LATERAL (SELECT COALESCE(ms."into", b."secondId") AS "id") s
    WHERE b."householdId" = ${householdId}::uuid AND f."id" <> s."id"
      AND (mf."from" IS NOT NULL OR ms."from" IS NOT NULL)
    ON CONFLICT DO NOTHING`;
}
