import 'server-only';
import { z } from 'zod';
import { Prisma, type Tx } from '#lib/db/client';
import { movesOf, type RowMove } from '#lib/transactions/row-moves';

/** What was carried, by ids: rows that are put away, and pairs by the side that it was. */
export const carriedDuplicates = z.object({
  putAway: z.array(z.uuid()),
  keptId: z.array(z.uuid()),
  otherId: z.array(z.uuid()),
});
export type CarriedDuplicates = z.infer<typeof carriedDuplicates>;

/**
 * What was said of rows that leave is said of those that stay: for what they are put away, what is put away
 * for them, and what was asked. Two that become one are no pair any more.
 */
export async function carryDuplicates(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
): Promise<CarriedDuplicates> {
  await tx.$executeRaw`
    UPDATE "Transaction" s SET "duplicateOfId" = l."duplicateOfId"
    FROM ${movesOf(moves)}
    JOIN "Transaction" l ON l."householdId" = ${householdId}::uuid AND l."id" = m."leavesId"
    WHERE s."householdId" = ${householdId}::uuid AND s."id" = m."staysId"
      AND s."duplicateOfId" IS NULL AND l."duplicateOfId" <> s."id"`;
  const putAway = await tx.$queryRaw<Found>`
    UPDATE "Transaction" t SET "duplicateOfId" = NULLIF(m."staysId", t."id") FROM ${movesOf(moves)}
    WHERE t."householdId" = ${householdId}::uuid AND t."duplicateOfId" = m."leavesId"
    RETURNING t."id"`;
  const carried: CarriedDuplicates = { putAway: idsOf(putAway), keptId: [], otherId: [] };
  for (const [side, other] of sides) {
    const [own, theirs] = [Prisma.raw(`"${side}"`), Prisma.raw(`"${other}"`)];
    const pairs = await tx.$queryRaw<Found>`
      UPDATE "DuplicatePair" p SET ${own} = m."staysId" FROM ${movesOf(moves)}
      WHERE p."householdId" = ${householdId}::uuid AND p.${own} = m."leavesId"
        AND p.${theirs} <> m."staysId"
        AND NOT EXISTS (SELECT FROM "DuplicatePair" o WHERE o."householdId" = p."householdId"
          AND o.${own} = m."staysId" AND o.${theirs} = p.${theirs})
      RETURNING p."id"`;
    carried[side] = idsOf(pairs);
  }
  return carried;
}

/** Gives what was carried in one move back, each only where it is still as it was left. */
export async function giveDuplicatesBack(
  tx: Tx,
  { householdId, leavesId, staysId }: RowMove & { householdId: string },
  carried: CarriedDuplicates,
): Promise<void> {
  await tx.transaction.updateMany({
    where: { householdId, id: { in: carried.putAway }, duplicateOfId: staysId },
    data: { duplicateOfId: leavesId },
  });
  for (const [side, other] of sides) {
    const [own, theirs] = [Prisma.raw(`"${side}"`), Prisma.raw(`"${other}"`)];
    await tx.$executeRaw`
      UPDATE "DuplicatePair" p SET ${own} = ${leavesId}::uuid
      WHERE p."householdId" = ${householdId}::uuid AND p."id" = ANY(${carried[side]}::uuid[])
        AND p.${own} = ${staysId}::uuid
        AND NOT EXISTS (SELECT FROM "DuplicatePair" o WHERE o."householdId" = p."householdId"
          AND o.${own} = ${leavesId}::uuid AND o.${theirs} = p.${theirs})`;
  }
}

const sides = [
  ['keptId', 'otherId'],
  ['otherId', 'keptId'],
] as const;

type Found = { id: string }[];
const idsOf = (rows: Found) => rows.map(({ id }) => id);
