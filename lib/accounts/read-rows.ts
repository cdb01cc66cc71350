import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { type TieOutRow, tieOutColumns } from '#lib/tie-out/queries';
import { accountName } from './account-name.ts';

const listLimit = 500;

const ownColumns = [
  'id',
  'itemId',
  'officialName',
  'mask',
  'type',
  'subtype',
  'currency',
  'currentMinor',
  'availableMinor',
  'limitMinor',
  'balanceUpdatedAt',
  'balanceAsOf',
  'removedAt',
  'hiddenAt',
  'excludedAt',
  'closedOn',
  'openingMinor',
  'memberId',
] as const;
type Own = Prisma.AccountGetPayload<{ select: Record<(typeof ownColumns)[number], true> }>;

/** An account with its bank, whose it is, and how its balance compares. */
export type AccountRow = Own & {
  /** As somebody calls it, else as the bank does. */
  name: string;
  /** The bank's own, where somebody calls it otherwise. */
  bankName: string | null;
  /** Of its connection. */
  removeRequestedAt: Date | null;
  /** Who linked its connection or, of one kept by hand, keeps it; null once they left. */
  keeperId: string | null;
  keeper: string | null;
  bank: string | null;
  bankColor: string | null;
  /** Null where it was never compared. */
  tieOut: TieOutRow | null;
};

/**
 * Accounts by their ids, oldest first. It is one statement, which a connection of the database plans once: the same by
 * Prisma's own joins were seven, and every page that shows a balance asks for it after a change.
 */
export async function readRows(
  householdId: string,
  accountIds: Iterable<string>,
): Promise<AccountRow[]> {
  const rows = await db().$queryRaw<FlatRow[]>`
    ${keptPlan} SELECT ${own}, ${accountName} AS "name",
      CASE WHEN a."personNameSetAt" IS NOT NULL THEN a."name" END AS "bankName",
      i."removeRequestedAt", m."id" AS "keeperId", u."name" AS "keeper",
      n."name" AS "bank", n."primaryColor" AS "bankColor",
      t."accountId" IS NOT NULL AS "compared", ${compared}, t."status"::text AS "status"
    FROM "Account" a
    LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    LEFT JOIN "Institution" n ON n."id" = i."institutionId"
    LEFT JOIN "Member" m ON m."householdId" = a."householdId"
      AND m."id" = CASE WHEN i."id" IS NULL THEN a."memberId" ELSE i."memberId" END
    LEFT JOIN "User" u ON u."id" = m."userId"
    LEFT JOIN "TieOut" t ON t."householdId" = a."householdId" AND t."accountId" = a."id"
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = ANY(${[...accountIds]}::uuid[])
    ORDER BY a."createdAt", a."id" LIMIT ${listLimit}`;
  return rows.map(({ compared, status, reason, bankMinor, impliedMinor, partedOn, ...row }) => ({
    ...row,
    tieOut: compared ? { status, reason, bankMinor, impliedMinor, partedOn } : null,
  }));
}

type FlatRow = Omit<AccountRow, 'tieOut'> & TieOutRow & { compared: boolean };

const own = Prisma.raw(ownColumns.map((column) => `a."${column}"`).join(', '));

const { status: _, ...plain } = tieOutColumns;
/** All of a comparison's columns that PostgreSQL has a plain type for. */
const compared = Prisma.raw(
  Object.keys(plain)
    .map((column) => `t."${column}"`)
    .join(', '),
);
