import 'server-only';
import { isUnproven } from '#lib/account-numbers/proof';
import { db, Prisma, type Tx } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { type ConnectionRow, connectionColumns } from './connection-columns.ts';

export const listLimit = 200;
/** Deposits are sent to one account of a connection, or a few. */
const unprovenLimit = 20;

/** A connection with those of its accounts that the viewer sees. */
export type ItemRow = ConnectionRow & {
  plaid: unknown;
  memberId: string | null;
  /** Who linked it, as they are called. */
  linkedBy: string | null;
  accountCount: number;
  /** Its accounts that a deposit is to prove, as Plaid last sent them. */
  unproven: unknown[];
};

/**
 * Connections by their ids, oldest first; disconnected ones last. It is one statement, which a connection of the
 * database plans once, because every page asks for it: the same by Prisma's own joins were five, and took a tenth of
 * what a page takes.
 *
 * @param accountIds  those that the viewer sees
 * @param client  a transaction's, for what it leaves behind
 */
export async function readRows(
  householdId: string,
  { itemIds, accountIds }: { itemIds: Iterable<string>; accountIds: Iterable<string> },
  client: Pick<Tx, '$queryRaw'> = db(),
): Promise<ItemRow[]> {
  const seen = seenOf(householdId, [...accountIds]);
  const rows = await client.$queryRaw<FlatRow[]>`
    ${keptPlan} SELECT ${own}, i."transactionsStatus"::text AS "transactionsStatus",
      i."stopReason"::text AS "stopReason", i."plaid", i."memberId", u."name" AS "linkedBy",
      n."id" AS "bankId", n."name" AS "bankName", n."primaryColor", n."logoVersion",
      n."loginHealth"::text AS "loginHealth", n."updateHealth"::text AS "updateHealth", n."healthCheckedAt",
      (SELECT count(*)::int FROM ${seen}) AS "accountCount",
      COALESCE((SELECT jsonb_agg(p."plaid") FROM (
        SELECT a."plaid" FROM ${seen} AND ${isUnproven}
        LIMIT ${unprovenLimit}) p), '[]') AS "unproven"
    FROM "Item" i
    LEFT JOIN "Institution" n ON n."id" = i."institutionId"
    LEFT JOIN "Member" m ON m."householdId" = i."householdId" AND m."id" = i."memberId"
    LEFT JOIN "User" u ON u."id" = m."userId"
    WHERE i."householdId" = ${householdId}::uuid AND i."id" = ANY(${[...itemIds]}::uuid[])
    ORDER BY i."removedAt" NULLS FIRST, i."createdAt" LIMIT ${listLimit}`;
  return rows.map(nestBank);
}

const { institution: _, transactionsStatus: __, stopReason: ___, ...plain } = connectionColumns;
/** All of a connection's columns that PostgreSQL has a plain type for. */
const own = Prisma.raw(
  Object.keys(plain)
    .map((column) => `i."${column}"`)
    .join(', '),
);

function seenOf(householdId: string, accountIds: string[]): Prisma.Sql {
  return Prisma.sql`"Account" a WHERE a."householdId" = ${householdId}::uuid AND a."itemId" = i."id"
    AND a."removedAt" IS NULL AND a."id" = ANY(${accountIds}::uuid[])`;
}

type Bank = NonNullable<ConnectionRow['institution']>;
type FlatRow = Omit<ItemRow, 'institution'> &
  Omit<Bank, 'name'> & { bankId: string | null; bankName: string };

function nestBank({
  bankId,
  bankName: name,
  primaryColor,
  logoVersion,
  loginHealth,
  updateHealth,
  healthCheckedAt,
  ...row
}: FlatRow): ItemRow {
  const bank = { name, primaryColor, logoVersion, loginHealth, updateHealth, healthCheckedAt };
  return { ...row, institution: bankId === null ? null : bank };
}
