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

/** SQL: whether `e`, or a part of it where it is split, counts as income or as spending; as "EffectiveLine" says. */
export function countsAs({ householdId }: Viewer, kind: 'income' | 'spending'): Prisma.Sql {
  const isOfKind = (categoryId: Prisma.Sql, amountMinor: Prisma.Sql) => Prisma.sql`(
    (${categoryId} = ANY(ARRAY(SELECT c."id" FROM "Category" c
      WHERE c."householdId" = ${householdId}::uuid AND c."kind" = ${kind}::"CategoryKind"
        AND NOT c."excludeFromSpending")))
    OR (${categoryId} IS NULL
      AND ${kind === 'income' ? Prisma.sql`${amountMinor} > 0` : Prisma.sql`${amountMinor} <= 0`})) IS TRUE`;
  const parts = Prisma.sql`SELECT p."transactionId" FROM "EffectivePart" p
    WHERE p."householdId" = ${householdId}::uuid`;
  return Prisma.sql`(NOT e."hidden" AND NOT e."transfer" AND CASE WHEN e."id" IN (${parts})
    THEN e."id" IN (${parts} AND ${isOfKind(Prisma.sql`p."categoryId"`, Prisma.sql`p."amountMinor"`)})
    ELSE ${isOfKind(Prisma.sql`e."categoryId"`, Prisma.sql`e."amountMinor"`)} END)`;
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
