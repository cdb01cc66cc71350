import 'server-only';
import type { Tx } from '#lib/db/client';
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
function queryRows(tx: Tx, ref: ItemRef, ids: string[] | null): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    WITH wanted AS (
      SELECT t."id" FROM "Transaction" t
      WHERE t."householdId" = ${ref.householdId}::uuid AND t."itemId" = ${ref.itemId}::uuid
        AND (${ids === null} OR t."plaidTransactionId" = ANY(${ids ?? []}::text[]))
      UNION
      SELECT a."transactionId" FROM "TransactionAlias" a
      WHERE a."householdId" = ${ref.householdId}::uuid AND a."itemId" = ${ref.itemId}::uuid
        AND a."plaidTransactionId" = ANY(${ids ?? []}::text[])
    )
    SELECT t."id", t."plaidTransactionId", t."amountMinor", t."currency", t."date"::text AS "date",
      t."authorizedDate"::text AS "authorizedDate", t."pending", t."name", t."merchantName",
      acc."plaidAccountId", t."removedAt" IS NOT NULL AS "removed",
      ARRAY(SELECT a."plaidTransactionId" FROM "TransactionAlias" a
        WHERE a."householdId" = t."householdId" AND a."transactionId" = t."id") AS "aliases"
    FROM "Transaction" t
    JOIN "Account" acc ON acc."householdId" = t."householdId" AND acc."id" = t."accountId"
    WHERE t."householdId" = ${ref.householdId}::uuid AND t."id" IN (SELECT "id" FROM wanted)
      AND t."plaidTransactionId" IS NOT NULL`;
}
