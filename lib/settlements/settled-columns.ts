import 'server-only';
import { Prisma } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { SettledDto } from './contract.ts';

/** SQL: what links come to of `e`, a row of "EffectiveTransaction", whose other ends the viewer sees. */
export function linkedSum(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`(
    SELECT COALESCE(sum(l."amountMinor"), 0)::bigint FROM "SettleLink" l
    JOIN "Transaction" o ON o."householdId" = l."householdId"
      AND o."id" = CASE WHEN l."expenseId" = e."id" THEN l."creditId" ELSE l."expenseId" END
    WHERE l."householdId" = e."householdId" AND (l."expenseId" = e."id" OR l."creditId" = e."id")
      AND ${seesAccount(viewer, Prisma.sql`o."accountId"`)})`;
}

/** SQL: what is claimed for it. */
export const claimed = Prisma.sql`(
  SELECT k."amountMinor" FROM "Claim" k
  WHERE k."householdId" = e."householdId" AND k."transactionId" = e."id" AND e."amountMinor" < 0)`;

/** SQL: whether somebody still owes something for it. The few that have a claim are looked up first. */
export function isOwed(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`((e."id" IN (SELECT k."transactionId" FROM "Claim" k
    WHERE k."householdId" = ${viewer.householdId}::uuid)) IS TRUE
    AND ${claimed} > ${linkedSum(viewer)})`;
}

/** SQL: whether it settles anything or is settled by anything. */
export function isSettled(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`((e."id" IN (
    SELECT unnest(ARRAY[l."expenseId", l."creditId"]) FROM "SettleLink" l
    WHERE l."householdId" = ${viewer.householdId}::uuid)) IS TRUE
    AND ${linkedSum(viewer)} > 0)`;
}

/** What a list selects of each row, for `toSettled`. */
export function settledColumns(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`${linkedSum(viewer)} AS "linkedMinor", ${claimed} AS "claimedMinor"`;
}

export type SettledColumns = { linkedMinor: bigint; claimedMinor: bigint | null };

/** Null where there is nothing to say. */
export function toSettled({ linkedMinor, claimedMinor }: SettledColumns): SettledDto | null {
  const linked = toSafeNumber(linkedMinor);
  const owed = openOf(claimedMinor === null ? 0 : toSafeNumber(claimedMinor), linked);
  return linked === 0 && owed === 0 ? null : { linkedMinor: linked, owedMinor: owed };
}

/** What is still owed of a claim once so much has come back. */
export function openOf(claimedMinor: number, linkedMinor: number): number {
  return Math.max(0, claimedMinor - linkedMinor);
}
