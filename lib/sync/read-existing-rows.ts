import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import type { Delta } from './fetch-delta.ts';
import type { ExistingRow } from './plan-changes.ts';
import type { ItemRef } from './ports.ts';

const idsPerQuery = 5_000;

/**
 * The rows that a delta may touch: by current id, by former id, or as the pending row of one. Of an
 * Item that has fewer rows than the delta names, all: a first sync, and the history that follows it,
 * would look up a hundred thousand ids to find next to nothing.
 */
export async function readExistingRows(tx: Tx, ref: ItemRef, delta: Delta): Promise<ExistingRow[]> {
  if (delta.full) return toRows(await queryRows(tx, ref, null));
  const ids = new Set(delta.transactions.keys());
  for (const row of delta.transactions.values()) {
    if (row?.plaidPendingId) ids.add(row.plaidPendingId);
  }
  if (ids.size === 0) return [];
  const all = [...ids];
  const hasFewer = await hasFewerRows(tx, ref, Math.min(all.length, idsPerQuery));
  if (hasFewer) return toRows(await queryRows(tx, ref, null));
  const found = new Map<string, ExistingRow>();
  for (let from = 0; from < all.length; from += idsPerQuery) {
    const rows = await queryRows(tx, ref, all.slice(from, from + idsPerQuery));
    for (const row of toRows(rows)) found.set(row.id, row);
  }
  return [...found.values()];
}

/** Counts no further than it must. */
async function hasFewerRows(tx: Tx, ref: ItemRef, count: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ hasFewer: boolean }[]>`
    SELECT count(*) < ${count}::int AS "hasFewer" FROM (
      SELECT 1 FROM "Transaction"
      WHERE "householdId" = ${ref.householdId}::uuid AND "itemId" = ${ref.itemId}::uuid
      LIMIT ${count}::int) AS counted`;
  return row?.hasFewer ?? false;
}

type Row = Omit<ExistingRow, 'amountMinor'> & { amountMinor: bigint };

function toRows(rows: Row[]): ExistingRow[] {
  return rows.map((row) => ({ ...row, amountMinor: toSafeNumber(row.amountMinor) }));
}

/** @param ids  null = every row of the Item */
function queryRows(tx: Tx, { householdId, itemId }: ItemRef, ids: string[] | null): Promise<Row[]> {
  if (ids === null) {
    return tx.$queryRaw<Row[]>`
      SELECT ${columns} FROM "Transaction" t ${withAccount}
      WHERE t."householdId" = ${householdId}::uuid AND t."itemId" = ${itemId}::uuid
        AND t."plaidTransactionId" IS NOT NULL`;
  }
  // Each row by its key, whatever the statistics say of a table that has just grown: a join may be planned as if
  // the household had a handful of rows, and then takes the square of what it has.
  return tx.$queryRaw<Row[]>`
    WITH wanted AS MATERIALIZED (
      SELECT t."id" FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."itemId" = ${itemId}::uuid
        AND t."plaidTransactionId" = ANY(${ids}::text[])
      UNION
      SELECT a."transactionId" FROM "TransactionAlias" a
      WHERE a."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid
        AND a."plaidTransactionId" = ANY(${ids}::text[])
    )
    SELECT ${columns} FROM wanted w
    CROSS JOIN LATERAL (SELECT * FROM "Transaction" o
      WHERE o."householdId" = ${householdId}::uuid AND o."id" = w."id" OFFSET 0) t
    ${withAccount}
    WHERE t."plaidTransactionId" IS NOT NULL`;
}

const columns = Prisma.sql`
  t."id", t."plaidTransactionId", t."amountMinor", t."currency", t."date"::text AS "date",
  t."authorizedDate"::text AS "authorizedDate", t."pending", t."name", t."merchantName",
  acc."plaidAccountId", t."removedAt" IS NOT NULL AS "removed",
  ARRAY(SELECT a."plaidTransactionId" FROM "TransactionAlias" a
    WHERE a."householdId" = t."householdId" AND a."transactionId" = t."id") AS "aliases"`;

const withAccount = Prisma.sql`
  JOIN "Account" acc ON acc."householdId" = t."householdId" AND acc."id" = t."accountId"`;
