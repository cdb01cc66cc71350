import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { movesOf, type RowMove } from '#lib/transactions/row-moves';

/**
 * What is linked and owed goes from rows that leave to those that stay, where those have nothing of their
 * own at that place.
 */
export async function carrySettlements(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
): Promise<void> {
  for (const [side, other] of [
    ['expenseId', 'creditId'],
    ['creditId', 'expenseId'],
  ]) {
    const [own, theirs] = [Prisma.raw(`"${side}"`), Prisma.raw(`"${other}"`)];
    await tx.$executeRaw`
      UPDATE "SettleLink" l SET ${own} = m."staysId" FROM ${movesOf(moves)}
      WHERE l."householdId" = ${householdId}::uuid AND l.${own} = m."leavesId"
        AND NOT EXISTS (SELECT FROM "SettleLink" o WHERE o."householdId" = l."householdId"
          AND o.${own} = m."staysId" AND o.${theirs} = l.${theirs})`;
  }
  await tx.$executeRaw`
    UPDATE "Claim" k SET "transactionId" = m."staysId" FROM ${movesOf(moves)}
    WHERE k."householdId" = ${householdId}::uuid AND k."transactionId" = m."leavesId"
      AND NOT EXISTS (SELECT FROM "Claim" o WHERE o."householdId" = k."householdId"
        AND o."transactionId" = m."staysId")`;
}
