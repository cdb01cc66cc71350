import 'server-only';
import { addDays } from '#lib/dates/civil-date';
import type { Tx } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import { merchantName } from '#lib/transactions/merchant-name';
import { daysApart, type KnownRow } from './find-duplicates.ts';
import { readOwnReference } from './own-reference.ts';
import type { FileRow } from './to-rows.ts';

/** An account has hardly more in the time of one file. */
const knownLimit = 200_000;

/**
 * The account's rows that rows of a file may be: of the same time, or of any time where an export of ours
 * names them, or the file that brought them did so.
 */
export async function readKnown(
  client: Pick<Tx, '$queryRaw'>,
  { householdId, accountId }: { householdId: string; accountId: string },
  rows: readonly FileRow[],
): Promise<KnownRow[]> {
  if (rows.length === 0) return [];
  const dates = rows.map(({ date }) => date).sort();
  const [from = '', to = ''] = [dates[0], dates.at(-1)];
  const named = rows.flatMap(({ reference }) => {
    const rowId = readOwnReference(reference);
    return rowId && reference ? [{ rowId, reference }] : [];
  });
  const rowIds = named.map(({ rowId }) => rowId);
  const references = [...rowIds, ...named.map(({ reference }) => reference)];
  const found = await client.$queryRaw<(Omit<KnownRow, 'amountMinor'> & { amountMinor: bigint })[]>`
    -- A row that was put away answers together with the one it is a duplicate of.
    SELECT COALESCE(t."duplicateOfId", t."id") AS "id", t."id" AS "rowId", t."date"::text AS "date", t."amountMinor", ${merchantName('t')} AS "merchant",
      t."name", t."importReference" AS "reference"
    FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ${accountId}::uuid
      AND (t."removedAt" IS NULL OR t."keptAt" IS NOT NULL)
      AND (t."date" BETWEEN ${addDays(from, -daysApart)}::date AND ${addDays(to, daysApart)}::date
        OR t."importReference" = ANY(${references}) OR t."id" = ANY(${rowIds}::uuid[]))
    ORDER BY t."date", t."id" LIMIT ${knownLimit}`;
  return found.map((row) => ({ ...row, amountMinor: toSafeNumber(row.amountMinor) }));
}
