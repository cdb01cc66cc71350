import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db, Prisma } from '#lib/db/client';
import { containing } from '#lib/db/containing';
import { AppError } from '#lib/errors';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { SettleCandidateDto } from './contract.ts';
import { linkedSum } from './settled-columns.ts';

/** A refund hardly comes later, and hardly before what it is for. */
const afterDays = 400;
const beforeDays = 60;
const shownLimit = 20;
/** How far another size may be and still be alike, in percent. */
const alikePercent = 10;

type Row = {
  id: string;
  date: string;
  merchant: string;
  account: string;
  amountMinor: bigint;
  currency: string | null;
  linkedMinor: bigint;
  sameMerchant: boolean;
  sameSize: boolean;
  daysApart: number;
};

/**
 * What may settle a transaction, or be settled by it: money the other way, of its currency, of which
 * something is left. Without words only what has a reason: the same merchant, or about the same size.
 * What is probably meant comes first.
 *
 * @throws AppError not_found
 */
export async function listSettleCandidates(
  viewer: Viewer,
  transactionId: string,
  { q }: { q?: string },
): Promise<SettleCandidateDto[]> {
  const narrowed = q
    ? Prisma.sql`e."searchText" ILIKE ${containing(q)}`
    : Prisma.sql`("sameMerchant" OR abs(abs(e."amountMinor") - self."size") * 100
        <= self."size" * ${alikePercent})`;
  const [{ exists } = { exists: false }] = await db().$queryRaw<{ exists: boolean }[]>`
    SELECT EXISTS (${ownRow(viewer, transactionId)}) AS "exists"`;
  if (!exists) throw new AppError('not_found', 'There is no such transaction.');
  const rows = await db().$queryRaw<Row[]>`
    WITH self AS MATERIALIZED (${ownRow(viewer, transactionId)})
    SELECT e."id", e."date"::text AS "date", e."merchant", ${accountName} AS "account",
      e."amountMinor", e."currency", ${linkedSum(viewer)} AS "linkedMinor", "sameMerchant",
      abs(e."amountMinor") = self."size" AS "sameSize",
      CASE WHEN self."amountMinor" < 0 THEN e."date" - self."date" ELSE self."date" - e."date" END
        AS "daysApart"
    FROM self
    JOIN "EffectiveTransaction" e ON e."householdId" = ${viewer.householdId}::uuid
      AND e."id" <> self."id" AND sign(e."amountMinor") = -sign(self."amountMinor")
      AND e."currency" IS NOT DISTINCT FROM self."currency"
      AND CASE WHEN self."amountMinor" < 0
        THEN e."date" BETWEEN self."date" - ${beforeDays}::int AND self."date" + ${afterDays}::int
        ELSE e."date" BETWEEN self."date" - ${afterDays}::int AND self."date" + ${beforeDays}::int END
    JOIN "Account" a ON a."householdId" = e."householdId" AND a."id" = e."accountId"
    CROSS JOIN LATERAL (SELECT lower(e."merchant") = lower(self."merchant") AS "sameMerchant") m
    WHERE ${narrowed} AND NOT e."transfer"
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
      AND ${linkedSum(viewer)} < abs(e."amountMinor")
      AND NOT EXISTS (SELECT FROM "SettleLink" l WHERE l."householdId" = e."householdId"
        AND (l."expenseId", l."creditId") IN ((self."id", e."id"), (e."id", self."id")))
    ORDER BY "sameMerchant" AND abs(e."amountMinor") = self."size" DESC, "sameMerchant" DESC,
      abs(abs(e."amountMinor") - self."size"), abs(e."date" - self."date"), e."id"
    LIMIT ${shownLimit}`;
  return rows.map(toCandidate);
}

function ownRow(viewer: Viewer, transactionId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT o."id", o."date", o."merchant", o."amountMinor", o."currency",
      abs(o."amountMinor") AS "size"
    FROM "EffectiveTransaction" o
    WHERE o."householdId" = ${viewer.householdId}::uuid AND o."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`o."accountId"`)}`;
}

function toCandidate({ amountMinor, currency, linkedMinor, ...row }: Row): SettleCandidateDto {
  const minor = toSafeNumber(amountMinor);
  return {
    ...row,
    amount: { minor, currency: currency ?? unnamedCurrency },
    leftMinor: Math.max(0, Math.abs(minor) - toSafeNumber(linkedMinor)),
  };
}
