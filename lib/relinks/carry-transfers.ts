import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { keptBefore } from './kept-before.ts';
import type { Move } from './move-history.ts';

/** What people said of transfers of the rows that are joined, and of the accounts that move, as it is. */
export async function keepTransfersBefore(
  tx: Tx,
  { householdId, relinkId, plans }: Move,
): Promise<void> {
  const ids = plans.flatMap(({ matches }) => matches.flatMap(({ fromId, toId }) => [fromId, toId]));
  const newAccountIds = plans.map(({ toAccountId }) => toAccountId);
  const accountIds = plans.flatMap(({ fromAccountId, toAccountId }) => [
    fromAccountId,
    toAccountId,
  ]);
  await tx.$executeRaw`
    UPDATE "Relink" SET "before" = "before" || jsonb_build_object(
      'transfers', (SELECT COALESCE(jsonb_agg(to_jsonb(x)), '[]') FROM "Transfer" x
        WHERE x."householdId" = ${householdId}::uuid AND x."byPerson"
          AND (x."outId" = ANY(${ids}::uuid[]) OR x."inId" = ANY(${ids}::uuid[])
            OR x."towardsId" = ANY(${newAccountIds}::uuid[]))),
      'bars', (SELECT COALESCE(jsonb_agg(to_jsonb(b)), '[]') FROM "TransferBar" b
        WHERE b."householdId" = ${householdId}::uuid
          AND (b."firstId" = ANY(${accountIds}::uuid[]) OR b."secondId" = ANY(${accountIds}::uuid[])))
    )
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${relinkId}::uuid`;
}

/**
 * Gives each end back to the row it was, where it is still as the move left it, and those that were lost
 * because the old row was an end already. Comes after the new rows and accounts are back.
 */
export async function partTransfers(tx: Tx, householdId: string, relinkId: string): Promise<void> {
  const { list, joined, isHere } = keptBefore(householdId, relinkId);
  const columns = `"id" uuid, "outId" uuid, "inId" uuid, "towardsId" uuid, "state" "TransferState"`;
  const kept = list('transfers', columns);
  // What was made without a person is made anew.
  await tx.$executeRaw`
    DELETE FROM "Transfer" x USING ${kept} k
    WHERE x."householdId" = ${householdId}::uuid AND NOT x."byPerson"
      AND (x."outId" IN (k."outId", ${joined('k."outId"')})
        OR x."inId" IN (k."inId", ${joined('k."inId"')}))`;
  for (const side of ['outId', 'inId']) {
    const own = Prisma.raw(`"${side}"`);
    await tx.$executeRaw`
      UPDATE "Transfer" x SET ${own} = k.${own} FROM ${kept} k
      WHERE x."householdId" = ${householdId}::uuid AND x."id" = k."id" AND x.${own} <> k.${own}
        AND x.${own} = ${joined(`k."${side}"`)} AND ${isHere(`k."${side}"`)}`;
  }
  await tx.$executeRaw`
    UPDATE "Transfer" x SET "towardsId" = p."toAccountId"
    FROM ${kept} k
    JOIN ${accountPairs(householdId, relinkId)} p ON p."toAccountId" = k."towardsId"
    WHERE x."householdId" = ${householdId}::uuid AND x."id" = k."id"
      AND x."towardsId" = p."fromAccountId"`;
  const [out, into] = [joined('k."outId"'), joined('k."inId"')];
  await tx.$executeRaw`
    INSERT INTO "Transfer"
    SELECT x.* FROM "Relink" q
    CROSS JOIN LATERAL jsonb_array_elements(COALESCE(q."before"->'transfers', '[]')) AS each("row")
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Transfer", each."row") AS x
    JOIN ${kept} k ON k."id" = x."id"
    WHERE q."householdId" = ${householdId}::uuid AND q."id" = ${relinkId}::uuid
      AND EXISTS (SELECT FROM ${kept} o WHERE o."id" <> k."id"
        AND (o."outId" = ${out} OR o."inId" = ${into}))
      AND (k."outId" IS NULL OR ${isHere('k."outId"')})
      AND (k."inId" IS NULL OR ${isHere('k."inId"')})
      AND NOT EXISTS (SELECT FROM "Transfer" o WHERE o."householdId" = x."householdId"
        AND o."state" = 'confirmed' AND x."state" = 'confirmed'
        AND (o."outId" = x."outId" OR o."inId" = x."inId"))
    ON CONFLICT DO NOTHING`;
  await partBars(tx, householdId, relinkId);
}

/** The new accounts are barred again as they were, and the old ones only from what they were barred from. */
async function partBars(tx: Tx, householdId: string, relinkId: string): Promise<void> {
  const pairs = accountPairs(householdId, relinkId);
  const kept = keptBefore(householdId, relinkId).list(
    'bars',
    '"firstId" uuid, "secondId" uuid, "createdAt" timestamptz',
  );
  /** Each that was kept, with what the move made of it. */
  const moved = Prisma.sql`(
    SELECT k.*, LEAST(a."id", b."id") AS "movedFirstId", GREATEST(a."id", b."id") AS "movedSecondId"
    FROM ${kept} k
    LEFT JOIN ${pairs} f ON f."toAccountId" = k."firstId"
    LEFT JOIN ${pairs} s ON s."toAccountId" = k."secondId"
    CROSS JOIN LATERAL (SELECT COALESCE(f."fromAccountId", k."firstId") AS "id") a
    CROSS JOIN LATERAL (SELECT COALESCE(s."fromAccountId", k."secondId") AS "id") b)`;
  await tx.$executeRaw`
    INSERT INTO "TransferBar" ("householdId", "firstId", "secondId", "createdAt")
    SELECT b."householdId", m."firstId", m."secondId", m."createdAt" FROM ${moved} m
    JOIN "TransferBar" b ON b."householdId" = ${householdId}::uuid
      AND b."firstId" = m."movedFirstId" AND b."secondId" = m."movedSecondId"
    WHERE (m."firstId", m."secondId") <> (m."movedFirstId", m."movedSecondId")
      AND (SELECT count(*) FROM "Account" a WHERE a."householdId" = b."householdId"
        AND a."id" IN (m."firstId", m."secondId")) = 2
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    DELETE FROM "TransferBar" b USING ${moved} m
    WHERE b."householdId" = ${householdId}::uuid
      AND (b."firstId", b."secondId") = (m."movedFirstId", m."movedSecondId")
      AND NOT EXISTS (SELECT FROM ${kept} k
        WHERE (k."firstId", k."secondId") = (b."firstId", b."secondId"))`;
}

function accountPairs(householdId: string, relinkId: string): Prisma.Sql {
  return keptBefore(householdId, relinkId).list(
    'pairs',
    '"fromAccountId" uuid, "toAccountId" uuid',
  );
}
