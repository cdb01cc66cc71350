import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { OpenClaimDto, SettlementDto } from './contract.ts';
import { claimed, linkedSum, openOf } from './settled-columns.ts';

const linkLimit = 100;
const peopleLimit = 50;
const claimLimit = 1_000;

type Row = { amountMinor: bigint; currency: string | null };
type LinkRow = {
  id: string;
  date: string;
  merchant: string;
  account: string;
  otherMinor: bigint;
  linkMinor: bigint;
  fits: boolean;
};
type Client = Pick<Tx, '$queryRaw' | 'claim'>;

/** What a transaction settles or is settled by, and what is owed for it. @throws AppError not_found */
export async function getSettlement(
  viewer: Viewer,
  transactionId: string,
  client: Client = db(),
): Promise<SettlementDto> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT e."amountMinor", e."currency" FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${viewer.householdId}::uuid AND e."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}`;
  if (!row) throw new AppError('not_found', 'There is no such transaction.');
  const currency = row.currency ?? unnamedCurrency;
  const size = Math.abs(toSafeNumber(row.amountMinor));
  const links = await readLinks(client, viewer, transactionId);
  const linkedMinor = links.reduce((sum, link) => sum + toSafeNumber(link.linkMinor), 0);
  return {
    side: row.amountMinor < 0n ? 'expense' : 'credit',
    currency,
    links: links.map(({ id, date, merchant, account, otherMinor, linkMinor }) => ({
      other: {
        id,
        date,
        merchant,
        account,
        amount: { minor: toSafeNumber(otherMinor), currency },
      },
      amountMinor: toSafeNumber(linkMinor),
    })),
    hasUnseen: (await countLinks(client, viewer, transactionId)) > links.length,
    linkedMinor,
    leftMinor: Math.max(0, size - linkedMinor),
    trouble: findTrouble(links, linkedMinor, size),
    claim: await readClaim(client, viewer, transactionId, linkedMinor),
    people: await listPeople(client, viewer),
  };
}

function findTrouble(
  links: LinkRow[],
  linkedMinor: number,
  size: number,
): SettlementDto['trouble'] {
  if (links.some(({ fits }) => !fits)) return 'wrong_way';
  const exceeds = ({ linkMinor, otherMinor }: LinkRow) =>
    toSafeNumber(linkMinor) > Math.abs(toSafeNumber(otherMinor));
  return linkedMinor > size || links.some(exceeds) ? 'too_much' : null;
}

function readLinks(client: Client, viewer: Viewer, transactionId: string): Promise<LinkRow[]> {
  return client.$queryRaw<LinkRow[]>`
    SELECT o."id", o."date"::text AS "date", o."merchant", ${accountName} AS "account",
      o."amountMinor" AS "otherMinor", l."amountMinor" AS "linkMinor",
      CASE WHEN l."expenseId" = e."id" THEN e."amountMinor" < 0 AND o."amountMinor" > 0
        ELSE e."amountMinor" > 0 AND o."amountMinor" < 0 END
        AND e."currency" IS NOT DISTINCT FROM o."currency" AS "fits"
    FROM "SettleLink" l
    JOIN "EffectiveTransaction" e ON e."householdId" = l."householdId"
      AND e."id" = ${transactionId}::uuid
    JOIN "EffectiveTransaction" o ON o."householdId" = l."householdId"
      AND o."id" = CASE WHEN l."expenseId" = e."id" THEN l."creditId" ELSE l."expenseId" END
    JOIN "Account" a ON a."householdId" = o."householdId" AND a."id" = o."accountId"
    WHERE l."householdId" = ${viewer.householdId}::uuid
      AND ${transactionId}::uuid IN (l."expenseId", l."creditId")
      AND ${seesAccount(viewer, Prisma.sql`o."accountId"`)}
    ORDER BY o."date", o."id" LIMIT ${linkLimit}`;
}

/** Of those that count somewhere, whoever sees them. */
async function countLinks(client: Client, viewer: Viewer, transactionId: string): Promise<number> {
  const [row] = await client.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "SettleLink" l
    JOIN "EffectiveTransaction" o ON o."householdId" = l."householdId" AND o."id" =
      CASE WHEN l."expenseId" = ${transactionId}::uuid THEN l."creditId" ELSE l."expenseId" END
    WHERE l."householdId" = ${viewer.householdId}::uuid
      AND ${transactionId}::uuid IN (l."expenseId", l."creditId")`;
  return row?.count ?? 0;
}

async function readClaim(
  client: Client,
  { householdId }: Viewer,
  transactionId: string,
  linkedMinor: number,
): Promise<SettlementDto['claim']> {
  const claim = await client.claim.findUnique({
    where: { householdId_transactionId: { householdId, transactionId } },
    select: { amountMinor: true, owedBy: true },
  });
  if (!claim) return null;
  const amountMinor = toSafeNumber(claim.amountMinor);
  return { amountMinor, owedBy: claim.owedBy, openMinor: openOf(amountMinor, linkedMinor) };
}

async function listPeople(client: Client, viewer: Viewer): Promise<string[]> {
  const rows = await client.$queryRaw<{ owedBy: string }[]>`
    SELECT k."owedBy" FROM "Claim" k
    JOIN "EffectiveTransaction" e ON e."householdId" = k."householdId" AND e."id" = k."transactionId"
    WHERE k."householdId" = ${viewer.householdId}::uuid AND k."owedBy" IS NOT NULL
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    GROUP BY 1 ORDER BY max(k."createdAt") DESC LIMIT ${peopleLimit}`;
  return rows.map(({ owedBy }) => owedBy);
}

/** What people still owe for expenses that the viewer sees, the oldest first. */
export async function listOpenClaims(viewer: Viewer): Promise<OpenClaimDto[]> {
  type ClaimRow = {
    id: string;
    date: string;
    merchant: string;
    currency: string | null;
    owedBy: string | null;
    claimedMinor: bigint;
    linkedMinor: bigint;
  };
  const rows = await db().$queryRaw<ClaimRow[]>`
    SELECT * FROM (
      SELECT e."id", e."date"::text AS "date", e."merchant", e."currency", c."owedBy",
        ${claimed} AS "claimedMinor", ${linkedSum(viewer)} AS "linkedMinor"
      FROM "Claim" c
      JOIN "EffectiveTransaction" e ON e."householdId" = c."householdId" AND e."id" = c."transactionId"
      WHERE c."householdId" = ${viewer.householdId}::uuid
        AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    ) each
    WHERE "claimedMinor" > "linkedMinor"
    ORDER BY "date", "id" LIMIT ${claimLimit}`;
  return rows.map(({ id, date, merchant, currency: code, owedBy, ...row }) => {
    const currency = code ?? unnamedCurrency;
    const [whole, linked] = [toSafeNumber(row.claimedMinor), toSafeNumber(row.linkedMinor)];
    return {
      transactionId: id,
      date,
      merchant,
      owedBy,
      claimed: { minor: whole, currency },
      open: { minor: openOf(whole, linked), currency },
    };
  });
}
