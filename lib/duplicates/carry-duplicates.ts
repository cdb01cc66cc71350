import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { movesOf, type RowMove } from '#lib/transactions/row-moves';

/**
 * What was said of rows that leave is said of those that stay: for what they are put away, what is put away
 * for them, and what was asked. Two that become one are no pair any more.
 */
export async function carryDuplicates(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Transaction" s SET "duplicateOfId" = l."duplicateOfId"
    FROM ${movesOf(moves)}
    JOIN "Transaction" l ON l."householdId" = ${householdId}::uuid AND l."id" = m."leavesId"
    WHERE s."householdId" = ${householdId}::uuid AND s."id" = m."staysId"
      AND s."duplicateOfId" IS NULL AND l."duplicateOfId" <> s."id"`;
  await tx.$executeRaw`
    UPDATE "Transaction" t SET "duplicateOfId" = NULLIF(m."staysId", t."id") FROM ${movesOf(moves)}
    WHERE t."householdId" = ${householdId}::uuid AND t."duplicateOfId" = m."leavesId"`;
  for (const [side, other] of [
    ['keptId', 'otherId'],
    ['otherId', 'keptId'],
  ]) {
    const [own, theirs] = [Prisma.raw(`"${side}"`), Prisma.raw(`"${other}"`)];
    await tx.$executeRaw`
      UPDATE "DuplicatePair" p SET ${own} = m."staysId" FROM ${movesOf(moves)}
      WHERE p."householdId" = ${householdId}::uuid AND p.${own} = m."leavesId"
        AND p.${theirs} <> m."staysId"
        AND NOT EXISTS (SELECT FROM "DuplicatePair" o WHERE o."householdId" = p."householdId"
          AND o.${own} = m."staysId" AND o.${theirs} = p.${theirs})`;
  }
}
