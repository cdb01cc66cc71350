import 'server-only';
import { z } from 'zod';
import { installationLog, recordAudit } from '#lib/audit/record-audit';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import { env } from '#lib/env';
import type { CostsDto, CostsPage, CostsQuery, ItemCostDto, ProductCostDto } from './contract.ts';
import { estimateCosts, estimateItem } from './estimate-costs.ts';

/** Plaid has some dozens of products. */
const productLimit = 200;

const position = z.object({ householdId: z.uuid(), itemId: z.uuid() });

/** SQL: what Plaid bills for, of all households: as long as there is a token, the Item is alive there. */
const live = Prisma.sql`i."accessTokenSealed" IS NOT NULL`;

/** SQL: a list of names in the Item as Plaid last gave it; none where it has not. */
const listed = (name: Prisma.Sql) => Prisma.sql`
  CASE WHEN jsonb_typeof(i."plaid"->${name}) = 'array' THEN i."plaid"->${name} ELSE '[]' END`;

/**
 * What Plaid bills for, by product and by connection, of all households: ids and counts, and nothing of what is in
 * them. For operators; that one looked is written down.
 */
export async function readCosts({ cursor, limit }: CostsQuery): Promise<CostsPage> {
  const { items, nextCursor } = await listItemCosts(cursor, limit);
  if (cursor) return { costs: null, items, nextCursor };
  const costs = await sumCosts();
  await db().$transaction((tx) =>
    recordAudit(tx, installationLog, {
      kind: 'costs_read',
      details: { connections: costs.connections },
    }),
  );
  return { costs, items, nextCursor };
}

async function sumCosts(): Promise<CostsDto> {
  const { prices } = env().plaid;
  const [[counts], counted] = await Promise.all([countItems(), countProducts()]);
  return {
    connections: counts?.connections ?? 0,
    households: counts?.households ?? 0,
    unread: counts?.unread ?? 0,
    readAt: counts?.readAt?.toISOString() ?? null,
    currency: prices?.currency ?? null,
    isFree: env().PLAID_ENV === 'sandbox',
    ...estimateCosts(counted, prices),
  };
}

type Counts = { connections: number; households: number; unread: number; readAt: Date | null };

function countItems(): Promise<Counts[]> {
  return db().$queryRaw<Counts[]>`
    SELECT count(*)::int AS "connections", count(DISTINCT i."householdId")::int AS "households",
      count(*) FILTER (WHERE i."plaid" IS NULL)::int AS "unread",
      min(i."plaidReadAt") AS "readAt"
    FROM "Item" i WHERE ${live}`;
}

type Counted = Pick<ProductCostDto, 'product' | 'billed' | 'added' | 'allowed'>;

/** What is billed was added, and what was added was allowed: each is counted as the furthest. */
function countProducts(): Promise<Counted[]> {
  return db().$queryRaw<Counted[]>`
    SELECT e."product", count(*) FILTER (WHERE e."step" = 3)::int AS "billed",
      count(*) FILTER (WHERE e."step" = 2)::int AS "added",
      count(*) FILTER (WHERE e."step" = 1)::int AS "allowed"
    FROM (
      SELECT left(p."name", 64) AS "product", max(k."step") AS "step"
      FROM "Item" i
      CROSS JOIN (VALUES ('billed_products', 3), ('products', 2), ('consented_products', 1))
        AS k("list", "step")
      CROSS JOIN LATERAL jsonb_array_elements_text(${listed(Prisma.sql`k."list"`)}) AS p("name")
      WHERE ${live}
      GROUP BY i."householdId", i."id", 1
    ) e
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${productLimit}`;
}

type Row = Pick<ItemCostDto, 'householdId' | 'itemId' | 'billed' | 'added'> & {
  readAt: Date | null;
};

async function listItemCosts(
  cursor: string | undefined,
  limit: number,
): Promise<Omit<CostsPage, 'costs'>> {
  const after = cursor ? decodeCursor(cursor, position) : null;
  const rows = await db().$queryRaw<Row[]>`
    SELECT i."householdId", i."id" AS "itemId", i."plaidReadAt" AS "readAt",
      ARRAY(SELECT left(b."name", 64) FROM jsonb_array_elements_text(
        ${listed(Prisma.sql`'billed_products'`)}) AS b("name") ORDER BY 1 LIMIT ${productLimit})
        AS "billed",
      ARRAY(SELECT left(p."name", 64) FROM jsonb_array_elements_text(
        ${listed(Prisma.sql`'products'`)}) AS p("name")
        WHERE NOT (${listed(Prisma.sql`'billed_products'`)} ? p."name")
        ORDER BY 1 LIMIT ${productLimit}) AS "added"
    FROM "Item" i
    WHERE ${live} AND ${
      after
        ? Prisma.sql`(i."householdId", i."id") > (${after.householdId}::uuid, ${after.itemId}::uuid)`
        : Prisma.sql`true`
    }
    ORDER BY i."householdId", i."id" LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = last !== undefined && rows.length > limit;
  return {
    items: page.map(({ readAt, ...row }) => ({
      ...row,
      ...estimateItem(row.billed, env().plaid.prices),
      readAt: readAt?.toISOString() ?? null,
    })),
    nextCursor: hasMore
      ? encodeCursor({ householdId: last.householdId, itemId: last.itemId })
      : null,
  };
}
