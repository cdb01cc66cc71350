import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db, Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { merchantName } from '#lib/transactions/merchant-name';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import type { MatchDto } from './contract.ts';

const listLimit = 100;

type Row = {
  id: string;
  accountId: string;
  accountName: string;
  currency: string | null;
  daysApart: number;
  pendingId: string;
  pendingDate: string;
  pendingMerchant: string;
  pendingMinor: bigint;
  counted: boolean;
  postedId: string;
  postedDate: string;
  postedMerchant: string;
  postedMinor: bigint;
};

/** SQL: of a pair `s`; a pending row `p` that posted after all, or a posted one `t` that went, has answered it. */
export const isOpenQuestion = Prisma.sql`(s."decidedAt" IS NULL AND p."pending"
  AND t."removedAt" IS NULL AND p."duplicateOfId" IS NULL AND t."duplicateOfId" IS NULL)`;

/** SQL: the pairs `s` of `p` and `t` that wait for the viewer's word. */
const asked = (viewer: Viewer) => Prisma.sql`
  FROM "MatchSuggestion" s
  JOIN "Transaction" p ON p."householdId" = s."householdId" AND p."id" = s."pendingId"
  JOIN "Transaction" t ON t."householdId" = s."householdId" AND t."id" = s."postedId"
  JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
  WHERE s."householdId" = ${viewer.householdId}::uuid AND ${isOpenQuestion}
    AND ${seesAccount(viewer, Prisma.sql`p."accountId"`)}
    AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}`;

export const countMatches = remembered(
  'matches',
  [...seenTopics, 'rows'],
  async (viewer: Viewer): Promise<number> => {
    const [row] = await db().$queryRaw<{ count: number }[]>`
      ${keptPlan} SELECT count(*)::int AS "count" ${asked(viewer)}`;
    return row?.count ?? 0;
  },
);

/** The pairs that wait for the person's word, newest first. */
export async function listMatches(viewer: Viewer): Promise<MatchDto[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT s."id", s."daysApart", a."id" AS "accountId",
      ${accountName} AS "accountName",
      t."currency", p."id" AS "pendingId", p."date"::text AS "pendingDate",
      ${merchantName('p')} AS "pendingMerchant",
      p."amountMinor" AS "pendingMinor", p."removedAt" IS NULL AS "counted",
      t."id" AS "postedId", t."date"::text AS "postedDate",
      ${merchantName('t')} AS "postedMerchant",
      t."amountMinor" AS "postedMinor"
    ${asked(viewer)}
    ORDER BY s."createdAt" DESC, s."id" DESC LIMIT ${listLimit}`;
  return rows.map((row) => {
    const money = (minor: bigint) => ({
      minor: toSafeNumber(minor),
      currency: row.currency ?? unnamedCurrency,
    });
    return {
      id: row.id,
      account: { id: row.accountId, name: row.accountName },
      pending: {
        transactionId: row.pendingId,
        date: row.pendingDate,
        merchant: row.pendingMerchant,
        amount: money(row.pendingMinor),
        counted: row.counted,
      },
      posted: {
        transactionId: row.postedId,
        date: row.postedDate,
        merchant: row.postedMerchant,
        amount: money(row.postedMinor),
      },
      daysApart: row.daysApart,
    };
  });
}
