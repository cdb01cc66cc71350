import 'server-only';
import { Prisma } from '#lib/db/client';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { TransferSummary } from './contract.ts';

/** SQL: whether `e`, a row of "EffectiveTransaction", counts as a transfer: by itself or by its category. */
export function countsAsTransfer({ householdId }: Viewer): Prisma.Sql {
  return Prisma.sql`(e."transfer" OR (e."categoryId" = ANY(ARRAY(
    SELECT c."id" FROM "Category" c
    WHERE c."householdId" = ${householdId}::uuid AND c."kind" = 'transfer'))) IS TRUE)`;
}

/**
 * What a list selects of each row, for `toTransfer`: the account at the other end is told to whom sees the row
 * there, or, of one that is yet to arrive, to whom knows of the account.
 */
export function transferColumns(viewer: Viewer): Prisma.Sql {
  const seesRow = seesAccount(viewer, Prisma.sql`y."accountId"`);
  const seesPlace = seesAccount(viewer, Prisma.sql`x."towardsId"`, 'balance');
  return Prisma.sql`e."transfer", e."transferBy", CASE WHEN e."transferId" IS NOT NULL THEN (
    SELECT CASE WHEN b."personNameSetAt" IS NULL THEN b."name" ELSE COALESCE(b."personName", '') END
    FROM "Transfer" x
    LEFT JOIN "Transaction" y ON y."householdId" = x."householdId"
      AND y."id" = CASE WHEN x."outId" = e."id" THEN x."inId" ELSE x."outId" END
    JOIN "Account" b ON b."householdId" = x."householdId"
      AND b."id" = COALESCE(y."accountId", x."towardsId")
    WHERE x."householdId" = e."householdId" AND x."id" = e."transferId"
      AND (${seesRow} OR (y."id" IS NULL AND ${seesPlace}))) END AS "transferOther"`;
}

export type TransferColumns = {
  transfer: boolean;
  transferBy: TransferSummary['by'] | 'bank';
  transferOther: string | null;
};

/** Null where the row is none, or only its category says so. */
export function toTransfer({
  transfer,
  transferBy,
  transferOther,
}: TransferColumns): TransferSummary | null {
  if (!transfer || transferBy === 'bank') return null;
  return { by: transferBy, other: transferOther };
}
