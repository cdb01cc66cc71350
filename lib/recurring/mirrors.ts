import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';

export type Mirror = {
  id: string;
  /** The stream of money that leaves, of which this one is the other end. */
  ofId: string;
  /** Where it arrives. */
  accountId: string;
};

/**
 * Streams of which most rows are the arriving ends of another's, where the viewer sees both: one thing that recurs,
 * listed and asked about once. What somebody said something of stays what it is.
 */
export function listMirrors(viewer: Viewer): Promise<Mirror[]> {
  const sees = (alias: string) => seesAccount(viewer, Prisma.sql`${Prisma.raw(alias)}."accountId"`);
  return db().$queryRaw<Mirror[]>`
    SELECT s."id", o."id" AS "ofId",
      (array_agg(e."accountId" ORDER BY e."date" DESC))[1] AS "accountId"
    FROM "Transfer" x
    JOIN "StreamRow" r ON r."householdId" = x."householdId" AND r."transactionId" = x."inId"
    JOIN "Stream" s ON s."householdId" = r."householdId" AND s."id" = r."streamId"
    JOIN "StreamRow" l ON l."householdId" = x."householdId" AND l."transactionId" = x."outId"
    JOIN "Stream" o ON o."householdId" = l."householdId" AND o."id" = l."streamId"
    JOIN "EffectiveTransaction" e ON e."householdId" = x."householdId" AND e."id" = x."inId"
    JOIN "EffectiveTransaction" f ON f."householdId" = x."householdId" AND f."id" = x."outId"
    WHERE x."householdId" = ${viewer.householdId}::uuid AND x."state" = 'confirmed'
      AND s."id" <> o."id" AND s."decidedAt" IS NULL
      AND ${sees('e')} AND ${sees('f')} AND NOT f."hidden"
    GROUP BY s."householdId", s."id", o."householdId", o."id"
    HAVING 2 * count(*) > (SELECT count(*) FROM "StreamRow" a
      WHERE a."householdId" = s."householdId" AND a."streamId" = s."id")`;
}
