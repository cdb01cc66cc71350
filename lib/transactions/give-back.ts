import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { applyRulesTo } from '#lib/rules/apply-rules';
import type { Belongings } from './belongings.ts';
import { allDecisions, undecided } from './decision-columns.ts';
import type { RowMove } from './row-moves.ts';

type Rows = RowMove & { householdId: string };

/**
 * Gives back what a row took over from another: each only where it is still as it was taken over. What was
 * copied leaves the row that took it, what was moved goes back.
 */
export async function giveBack(tx: Tx, rows: Rows, taken: Belongings): Promise<void> {
  await forgetDecisions(tx, rows, taken.marks);
  await forgetMemo(tx, rows, taken.memo);
  await forgetTags(tx, rows, taken.tags);
  if (taken.attachments.length > 0) {
    await tx.attachment.updateMany({
      where: {
        householdId: rows.householdId,
        transactionId: rows.staysId,
        id: { in: taken.attachments },
      },
      data: { transactionId: rows.leavesId },
    });
  }
  for (const [side, other] of taken.links.length > 0 ? sidesOf('expenseId', 'creditId') : []) {
    await moveEnds(tx, rows, Prisma.raw(`"SettleLink"`), Prisma.raw(`"${side}"`), {
      which: Prisma.sql`x.${Prisma.raw(`"${other}"`)} = ANY(${taken.links}::uuid[])`,
      taken: Prisma.sql`o.${Prisma.raw(`"${other}"`)} = x.${Prisma.raw(`"${other}"`)}`,
    });
  }
  if (taken.claimedAt !== null) {
    await moveEnds(tx, rows, Prisma.raw(`"Claim"`), Prisma.raw(`"transactionId"`), {
      which: Prisma.sql`x."createdAt" = ${taken.claimedAt}::timestamptz`,
      taken: Prisma.sql`true`,
    });
  }
  for (const [side, other] of taken.transfers.length > 0 ? sidesOf('outId', 'inId') : []) {
    await moveEnds(tx, rows, Prisma.raw(`"Transfer"`), Prisma.raw(`"${side}"`), {
      which: Prisma.sql`x."id" = ANY(${taken.transfers}::uuid[])`,
      taken: Prisma.sql`o.${Prisma.raw(`"${other}"`)} IS NOT DISTINCT FROM x.${Prisma.raw(`"${other}"`)}`,
    });
  }
}

const sidesOf = (one: string, other: string) => [
  [one, other],
  [other, one],
];

async function forgetDecisions(
  tx: Tx,
  { householdId, staysId }: Rows,
  marks: Belongings['marks'],
): Promise<void> {
  for (const decision of allDecisions) {
    const { value, mark } = decision;
    const at = marks[mark];
    if (!at) continue;
    const empty = String(undecided(decision));
    await tx.$executeRaw`
      UPDATE "Transaction" SET ${Prisma.raw(`"${value}" = ${empty}, "${mark}" = NULL`)}
      WHERE "householdId" = ${householdId}::uuid AND "id" = ${staysId}::uuid
        AND ${Prisma.raw(`"${mark}"`)} = ${at}::timestamptz`;
  }
  if (!marks.splitSetAt) return;
  const whole = await tx.$executeRaw`
    UPDATE "Transaction" SET "splitSetAt" = NULL
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${staysId}::uuid
      AND "splitSetAt" = ${marks.splitSetAt}::timestamptz`;
  if (whole === 0) return;
  await tx.splitPart.deleteMany({ where: { householdId, transactionId: staysId, ruleId: null } });
  // Where the person decides nothing any more, the rules split it again.
  await applyRulesTo(tx, householdId, [staysId]);
}

async function forgetMemo(
  tx: Tx,
  { householdId, staysId: id }: Rows,
  memo: Belongings['memo'],
): Promise<void> {
  if (memo === null) return;
  const { count } = await tx.transaction.updateMany({
    where: { householdId, id, memo },
    data: { memo: null },
  });
  // Rules go by it.
  if (count > 0) await applyRulesTo(tx, householdId, [id]);
}

async function forgetTags(
  tx: Tx,
  { householdId, staysId: transactionId }: Rows,
  tags: Belongings['tags'],
): Promise<void> {
  for (const [tagId, byPerson] of Object.entries(tags)) {
    const where = { householdId, transactionId, tagId };
    const { count } = await tx.transactionTag.updateMany({
      where: { ...where, byPerson },
      data: { byPerson: null },
    });
    if (count > 0) await tx.transactionTag.deleteMany({ where: { ...where, ruleId: null } });
  }
}

/** What hangs on the kept row hangs on the other again, unless that one has the like by now. */
async function moveEnds(
  tx: Tx,
  { householdId, staysId, leavesId }: Rows,
  table: Prisma.Sql,
  side: Prisma.Sql,
  { which, taken }: { which: Prisma.Sql; taken: Prisma.Sql },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${table} x SET ${side} = ${leavesId}::uuid
    WHERE x."householdId" = ${householdId}::uuid AND x.${side} = ${staysId}::uuid AND ${which}
      AND NOT EXISTS (SELECT FROM ${table} o WHERE o."householdId" = x."householdId"
        AND o.${side} = ${leavesId}::uuid AND ${taken})`;
}
