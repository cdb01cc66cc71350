import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { toSafeNumber } from '#lib/money/minor';
import { listOwnItems, requireAccount, seesAccount, type Viewer } from '#lib/privacy/viewer';
import {
  type StatementDto,
  type StatementPage,
  type StatementSourceDto,
  type StatementsQuery,
  statementPosition,
} from './contract.ts';
import { refreshMs } from './mutations.ts';

/** Nobody types more; what follows is not looked for. */
const wordLimit = 8;
const itemLimit = 200;
/** A card's statement and the document of it are issued on the same day, or a weekend apart. */
const sameDays = 3;
/** Before every id, for a month that has no statement. */
const noId = '00000000-0000-0000-0000-000000000000';

/**
 * The months of the viewer's accounts of which there are statements, and those between them of which there are none;
 * the latest first. Of accounts that are hidden only where one is named.
 *
 * @throws AppError not_found for an account whose transactions are not for the viewer
 */
export async function listStatements(
  viewer: Viewer,
  { accountId, q, cursor, limit }: StatementsQuery,
): Promise<StatementPage> {
  if (accountId) await requireAccount(viewer, accountId);
  const which = accountId
    ? Prisma.sql`a."id" = ${accountId}::uuid`
    : Prisma.sql`a."hiddenAt" IS NULL`;
  const rows = await db().$queryRaw<Row[]>`
    WITH seen AS (
      SELECT a."id", ${accountName} AS "name", a."mask", a."currency",
        COALESCE(n."name", i."linkName", 'Bank') AS "bank"
      FROM "Account" a
      JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
      LEFT JOIN "Institution" n ON n."id" = i."institutionId"
      WHERE a."householdId" = ${viewer.householdId}::uuid AND a."removedAt" IS NULL
        AND i."accessTokenSealed" IS NOT NULL AND i."removeRequestedAt" IS NULL
        AND i."stopReason" IS NULL AND ${which} AND ${seesAccount(viewer, Prisma.sql`a."id"`)}
    ), span AS (
      SELECT s."accountId", generate_series(min(s."month"), max(s."month"), '1 month')::date AS "month"
      FROM "Statement" s
      WHERE s."householdId" = ${viewer.householdId}::uuid
        AND s."accountId" IN (SELECT "id" FROM seen)
      GROUP BY s."accountId"
    )
    SELECT s."id", m."month"::text AS "month", s."postedOn"::text AS "postedOn", m."accountId",
      a."name" AS "accountName", a."mask", a."bank", a."currency", c."balanceMinor" AS "owedMinor"
    FROM span m
    JOIN seen a ON a."id" = m."accountId"
    LEFT JOIN "Statement" s ON s."householdId" = ${viewer.householdId}::uuid
      AND s."accountId" = m."accountId" AND s."month" = m."month"
    LEFT JOIN LATERAL (
      SELECT c."balanceMinor" FROM "CardStatement" c
      WHERE c."householdId" = ${viewer.householdId}::uuid AND c."accountId" = m."accountId"
        AND c."issuedOn" BETWEEN s."postedOn" - ${sameDays}::int AND s."postedOn" + ${sameDays}::int
      ORDER BY abs(c."issuedOn" - s."postedOn") LIMIT 1
    ) c ON true
    WHERE ${matches(q)} AND ${follows(cursor)}
    ORDER BY m."month" DESC, m."accountId" DESC, COALESCE(s."id", ${noId}::uuid) DESC
    LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = last !== undefined && rows.length > limit;
  return {
    items: page.map(toStatementDto),
    nextCursor: hasMore
      ? encodeCursor({ month: last.month, accountId: last.accountId, id: last.id ?? noId })
      : null,
  };
}

type Row = Omit<StatementDto, 'owed'> & { currency: string | null; owedMinor: bigint | null };

function matches(q = ''): Prisma.Sql {
  const text = Prisma.sql`lower(concat_ws(' ', a."name", a."bank", a."mask",
    to_char(m."month", 'FMMonth YYYY')))`;
  const words = q.split(/\s+/).filter(Boolean).slice(0, wordLimit);
  const conditions = words.map((word) => Prisma.sql`strpos(${text}, lower(${word})) > 0`);
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`;
}

function follows(cursor: string | undefined): Prisma.Sql {
  if (!cursor) return Prisma.sql`true`;
  const { month, accountId, id } = decodeCursor(cursor, statementPosition);
  return Prisma.sql`(m."month", m."accountId", COALESCE(s."id", ${noId}::uuid))
    < (${month}::date, ${accountId}::uuid, ${id}::uuid)`;
}

function toStatementDto({ currency, owedMinor, ...row }: Row): StatementDto {
  const owed =
    owedMinor === null || currency === null ? null : { minor: toSafeNumber(owedMinor), currency };
  return { ...row, owed };
}

/** The viewer's own connections whose banks can be asked for newer statements. */
export async function listSources(viewer: Viewer): Promise<StatementSourceDto[]> {
  const rows = await db().itemProduct.findMany({
    where: {
      householdId: viewer.householdId,
      itemId: { in: await listOwnItems(viewer) },
      product: 'statements',
      state: 'ready',
      item: { accessTokenSealed: { not: null }, removeRequestedAt: null, stopReason: null },
    },
    select: {
      itemId: true,
      refreshingAt: true,
      refreshFailed: true,
      item: { select: itemNameColumns },
    },
    orderBy: { itemId: 'asc' },
    take: itemLimit,
  });
  const since = new Date(Date.now() - refreshMs);
  return rows.map(({ itemId, refreshingAt, refreshFailed, item }) => ({
    itemId,
    bank: itemNameOf(item),
    refreshingAt: refreshingAt && refreshingAt > since ? refreshingAt.toISOString() : null,
    refreshFailed,
  }));
}
