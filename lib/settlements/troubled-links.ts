import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db, Prisma } from '#lib/db/client';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { TroubledLinkListDto } from './contract.ts';

/** Waiting for a word at once; the next come when some are answered. */
const listLimit = 100;

/** Links of which the bank changed an end, newest first, as far as the viewer sees both ends. */
export async function listTroubledLinks(viewer: Viewer): Promise<TroubledLinkListDto> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT * FROM ${troubledLinks(viewer)}
    ORDER BY "expenseDate" DESC, "expenseId", "creditId" LIMIT ${listLimit}`;
  return { items: rows.map(toDto), nextCursor: null };
}

/** How many of them there are. */
export async function countTroubledLinks(viewer: Viewer): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM ${troubledLinks(viewer)}`;
  return row?.count ?? 0;
}

/** SQL: each with what is linked of either end in all. */
function troubledLinks(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`(
    SELECT l.* FROM (
      SELECT k."expenseId", k."creditId", k."amountMinor",
        x."date"::text AS "expenseDate", x."merchant" AS "expenseMerchant",
        x."amountMinor" AS "expenseMinor", ${nameOf(Prisma.sql`x."accountId"`)} AS "expenseAccount",
        c."date"::text AS "creditDate", c."merchant" AS "creditMerchant",
        c."amountMinor" AS "creditMinor", ${nameOf(Prisma.sql`c."accountId"`)} AS "creditAccount", x."currency",
        sum(k."amountMinor") OVER (PARTITION BY k."expenseId")::bigint AS "ofExpense",
        sum(k."amountMinor") OVER (PARTITION BY k."creditId")::bigint AS "ofCredit",
        x."amountMinor" < 0 AND c."amountMinor" > 0
          AND x."currency" IS NOT DISTINCT FROM c."currency" AS "goesThatWay"
      FROM "SettleLink" k
      JOIN "EffectiveTransaction" x ON x."householdId" = k."householdId" AND x."id" = k."expenseId"
      JOIN "EffectiveTransaction" c ON c."householdId" = k."householdId" AND c."id" = k."creditId"
      WHERE k."householdId" = ${viewer.householdId}::uuid
        AND ${seesAccount(viewer, Prisma.sql`x."accountId"`)}
        AND ${seesAccount(viewer, Prisma.sql`c."accountId"`)}
    ) l
    WHERE NOT "goesThatWay" OR "ofExpense" > abs("expenseMinor") OR "ofCredit" > abs("creditMinor")
  ) AS troubled`;
}

function nameOf(accountId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT ${accountName} FROM "Account" a
    WHERE a."householdId" = k."householdId" AND a."id" = ${accountId})`;
}

type Row = {
  expenseId: string;
  expenseDate: string;
  expenseMerchant: string;
  expenseMinor: bigint;
  expenseAccount: string;
  creditId: string;
  creditDate: string;
  creditMerchant: string;
  creditMinor: bigint;
  creditAccount: string;
  currency: string | null;
  amountMinor: bigint;
  ofExpense: bigint;
  ofCredit: bigint;
  goesThatWay: boolean;
};

function toDto(row: Row): TroubledLinkListDto['items'][number] {
  const currency = row.currency ?? unnamedCurrency;
  const amountMinor = toSafeNumber(row.amountMinor);
  const [expense, credit] = [toSafeNumber(row.expenseMinor), toSafeNumber(row.creditMinor)];
  const room = (minor: number, linked: bigint) =>
    Math.abs(minor) - toSafeNumber(linked) + amountMinor;
  const fits = Math.min(amountMinor, room(expense, row.ofExpense), room(credit, row.ofCredit));
  return {
    expense: {
      id: row.expenseId,
      date: row.expenseDate,
      merchant: row.expenseMerchant,
      account: row.expenseAccount,
      amount: { minor: expense, currency },
    },
    credit: {
      id: row.creditId,
      date: row.creditDate,
      merchant: row.creditMerchant,
      account: row.creditAccount,
      amount: { minor: credit, currency },
    },
    amountMinor,
    trouble: row.goesThatWay ? 'too_much' : 'wrong_way',
    fitsMinor: row.goesThatWay ? Math.max(0, fits) : 0,
  };
}
