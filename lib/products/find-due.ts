import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import type { ItemRef } from '#lib/sync/ports';
import type { ProductName } from './contract.ts';
import { products } from './products.ts';

const batchSize = 500;

const kinds = Prisma.join(
  Object.entries(products).map(
    ([name, { accountTypes, addedAs, onDemand = false }]) =>
      Prisma.sql`(${name}::text, ${accountTypes}::text[], ${addedAs}::text, ${onDemand}::boolean)`,
  ),
);

/** SQL: connections `i` that can be asked, each with a product `k` that is due to be read. */
const due = Prisma.sql`
  FROM "Item" i
  CROSS JOIN (VALUES ${kinds}) AS k("name", "accountTypes", "addedAs", "onDemand")
  LEFT JOIN "ItemProduct" p ON p."householdId" = i."householdId" AND p."itemId" = i."id"
    AND p."product" = k."name"
  WHERE i."accessTokenSealed" IS NOT NULL AND i."removeRequestedAt" IS NULL
    AND i."stopReason" IS NULL AND i."errorCode" IS NULL
    AND (p."dueAt" <= now() OR (p."dueAt" IS NULL AND NOT k."onDemand"))
    AND (k."addedAs" IS NULL OR i."plaid"->'products' ? k."addedAs")
    AND EXISTS (SELECT FROM "Account" a WHERE a."householdId" = i."householdId"
      AND a."itemId" = i."id" AND a."removedAt" IS NULL AND a."type" = ANY(k."accountTypes"))`;

/** What is due to be read of one connection. */
export async function listDue({ householdId, itemId }: ItemRef): Promise<ProductName[]> {
  const rows = await db().$queryRaw<{ name: ProductName }[]>`
    ${keptPlan} SELECT k."name" ${due}
      AND i."householdId" = ${householdId}::uuid AND i."id" = ${itemId}::uuid`;
  return rows.map(({ name }) => name);
}

/** The connections, of all households, of which something is due. */
export async function listItemsDue(): Promise<ItemRef[]> {
  return db().$queryRaw<ItemRef[]>`
    SELECT DISTINCT i."householdId", i."id" AS "itemId" ${due} LIMIT ${batchSize}`;
}
