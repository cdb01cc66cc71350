import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { containing } from '#lib/db/containing';
import { AppError } from '#lib/errors';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import {
  type DuplicateCandidateDto,
  type DuplicateDto,
  type DuplicateReason,
  type DuplicatesOfDto,
  questionLimit,
} from './contract.ts';
import { type SideJson, sideJson, toSide } from './sides.ts';

const candidateLimit = 20;
/** How far apart two that are one may be, where the person says so; wider where they search. */
const nearDays = 10;
const searchDays = 60;

type Client = Pick<Tx, '$queryRaw'>;
type PairRow = {
  id: string;
  reasons: DuplicateReason[];
  isBack: boolean;
  kept: SideJson;
  other: SideJson;
};

/** The pairs that wait for the person's word, newest first; those of which one has gone are told. */
export async function listDuplicates(
  viewer: Viewer,
  client: Client = db(),
): Promise<DuplicateDto[]> {
  const rows = await client.$queryRaw<PairRow[]>`
    SELECT p."id", p."reasons", k."isGone" AS "isBack", k."side" AS "kept", o."side" AS "other"
    ${openPairs(viewer)}
    ORDER BY p."createdAt" DESC, p."id" DESC LIMIT ${questionLimit}`;
  return rows.map(({ kept, other, ...pair }) => ({
    ...pair,
    kept: toSide(kept),
    other: toSide(other),
  }));
}

export async function countDuplicates(viewer: Viewer): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (SELECT ${openPairs(viewer)} LIMIT ${questionLimit}) AS "first"`;
  return row?.count ?? 0;
}

/** SQL: the pairs `p` that are asked, with their rows `k` and `o`, both of which the viewer sees. */
function openPairs(viewer: Viewer): Prisma.Sql {
  const row = (id: Prisma.Sql) => Prisma.sql`
    SELECT ${sideJson} AS "side", t."removedAt" IS NOT NULL AND t."keptAt" IS NULL AS "isGone",
      t."duplicateOfId" IS NOT NULL AS "isAway"
    FROM "Transaction" t
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    WHERE t."householdId" = p."householdId" AND t."id" = ${id}
      AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}`;
  return Prisma.sql`
    FROM "DuplicatePair" p
    CROSS JOIN LATERAL (${row(Prisma.sql`p."keptId"`)}) k
    CROSS JOIN LATERAL (${row(Prisma.sql`p."otherId"`)}) o
    WHERE p."householdId" = ${viewer.householdId}::uuid AND p."decidedAt" IS NULL
      AND NOT o."isGone" AND NOT o."isAway" AND NOT k."isAway"
      AND (NOT k."isGone" OR 'kept_withdrawn' = ANY(p."reasons"))`;
}

/** What a transaction stands for beside itself. @throws AppError not_found */
export async function getDuplicatesOf(
  viewer: Viewer,
  transactionId: string,
): Promise<DuplicatesOfDto> {
  await requireSeen(viewer, transactionId);
  const rows = await db().$queryRaw<{ duplicateId: string; seen: boolean; side: SideJson }[]>`
    SELECT p."id" AS "duplicateId", ${seesAccount(viewer, Prisma.sql`t."accountId"`)} AS "seen",
      ${sideJson} AS "side"
    FROM "Transaction" t
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    JOIN "DuplicatePair" p ON p."householdId" = t."householdId" AND p."otherId" = t."id"
      AND p."keptId" = t."duplicateOfId" AND p."accepted"
    WHERE t."householdId" = ${viewer.householdId}::uuid AND t."duplicateOfId" = ${transactionId}::uuid
    ORDER BY t."date", t."id" LIMIT ${questionLimit}`;
  return {
    putAway: rows
      .filter(({ seen }) => seen)
      .map(({ duplicateId, side }) => ({ duplicateId, row: toSide(side) })),
    hasUnseen: rows.some(({ seen }) => !seen),
  };
}

/**
 * What a transaction may be one with: of its currency and direction, and without words of its amount and
 * near in time. @throws AppError not_found
 */
export async function listDuplicateCandidates(
  viewer: Viewer,
  transactionId: string,
  { q }: { q?: string },
): Promise<DuplicateCandidateDto[]> {
  await requireSeen(viewer, transactionId);
  const narrowed = q
    ? Prisma.sql`e."searchText" ILIKE ${containing(q)}`
    : Prisma.sql`e."amountMinor" = self."amountMinor"`;
  const days = q ? searchDays : nearDays;
  const rows = await db().$queryRaw<{ side: SideJson; stays: boolean }[]>`
    SELECT ${sideJson} AS "side", (${staysBefore('t')}) < (${staysBefore('s')}) AS "stays"
    FROM "EffectiveTransaction" self
    JOIN "Transaction" s ON s."householdId" = self."householdId" AND s."id" = self."id"
    JOIN "EffectiveTransaction" e ON e."householdId" = self."householdId" AND e."id" <> self."id"
      AND e."currency" IS NOT DISTINCT FROM self."currency"
      AND sign(e."amountMinor") = sign(self."amountMinor")
      AND e."date" BETWEEN self."date" - ${days}::int AND self."date" + ${days}::int
    JOIN "Transaction" t ON t."householdId" = e."householdId" AND t."id" = e."id"
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    WHERE self."householdId" = ${viewer.householdId}::uuid AND self."id" = ${transactionId}::uuid
      AND ${narrowed} AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    ORDER BY e."accountId" = self."accountId" DESC, abs(e."amountMinor" - self."amountMinor"),
      abs(e."date" - self."date"), e."id"
    LIMIT ${candidateLimit}`;
  return rows.map(({ side, stays }) => ({ ...toSide(side), stays }));
}

/** SQL: of two rows the one that sorts first stays: the bank's before a file's before a person's, then the older. */
export function staysBefore(alias: 't' | 's'): Prisma.Sql {
  const row = Prisma.raw(alias);
  return Prisma.sql`${row}."itemId" IS NULL, ${row}."importId" IS NOT NULL, ${row}."createdAt", ${row}."id"`;
}

async function requireSeen(viewer: Viewer, transactionId: string): Promise<void> {
  const [row] = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${viewer.householdId}::uuid AND e."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}`;
  if (!row) throw new AppError('not_found', 'There is no such transaction.');
}
