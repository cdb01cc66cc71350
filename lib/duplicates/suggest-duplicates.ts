import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { toJsonParameter } from '#lib/db/json-parameter';
import { daysApart, findDuplicates, type KnownRow } from '#lib/imports/find-duplicates';
import type { FileRow } from '#lib/imports/to-rows';
import { toSafeNumber } from '#lib/money/minor';
import type { ItemRef } from '#lib/sync/ports';
import { bankRecord } from '#lib/transactions/bank-record';
import { merchantName } from '#lib/transactions/merchant-name';
import type { DuplicateReason } from './contract.ts';

/** More pairs of one run are not asked. */
const suggestionLimit = 200;
/** Rows of files, and of the bank, that are held against each other in one run. */
const comparedLimit = 20_000;
/** A cheque is cashed soon after it was written twice. */
const referenceDays = 14;
/** How alike two texts of one amount and day are at least. */
const leastSimilarity = 0.4;

type Pair = { keptId: string; otherId: string; reason: DuplicateReason };

/**
 * Asks about rows of this run that may be here already. Two equal rows alone are no reason: two coffees a
 * day are two coffees. A reason is that a file brought the one and the bank the other, that two
 * connections hold the same account, or that the bank gives both one number.
 *
 * @param runId    the run that brought the rows
 * @param brought  those rows, with the JSON that is kept of each
 */
export async function suggestDuplicates(
  tx: Tx,
  ref: ItemRef,
  runId: string,
  brought: readonly Brought[],
): Promise<void> {
  const numberedIds = brought.filter(({ row }) => hasNumber(row.raw)).map(({ id }) => id);
  await ask(tx, ref.householdId, [
    ...(await findInFiles(tx, ref, runId)),
    ...(await findAtOtherConnections(tx, ref, runId)),
    ...(numberedIds.length > 0 ? await findByReference(tx, ref, runId, numberedIds) : []),
  ]);
}

type Brought = { id: string; row: { raw: string } };

/**
 * Whether a record may have the number of a cheque or a transfer: few have, and to take a hundred thousand apart in
 * search of them took a tenth of a first sync. Fields that are null are not in it.
 */
function hasNumber(record: string): boolean {
  return record.includes('"check_number":') || record.includes('"reference_number":');
}

/** Rows of files beside those of the bank that came now, of the same account; each answers for one. */
async function findInFiles(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  runId: string,
): Promise<Pair[]> {
  type Row = {
    id: string;
    accountId: string;
    date: string;
    amountMinor: bigint;
    merchant: string;
    name: string;
  };
  const accounts = await tx.fileImport.findMany({
    where: { householdId, state: 'done', account: { itemId } },
    select: { accountId: true },
    distinct: ['accountId'],
  });
  if (accounts.length === 0) return [];
  const accountIds = accounts.map(({ accountId }) => accountId);
  const imported = await tx.$queryRaw<Row[]>`
    SELECT t."id", t."accountId", t."date"::text AS "date", t."amountMinor",
      ${merchantName('t')} AS "merchant", t."name"
    FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ANY(${accountIds}::uuid[])
      AND t."importId" IS NOT NULL AND t."removedAt" IS NULL AND t."duplicateOfId" IS NULL
    ORDER BY t."date" DESC, t."id" LIMIT ${comparedLimit}`;
  if (imported.length === 0) return [];
  const dates = imported.map(({ date }) => date).sort();
  const brought = await tx.$queryRaw<Row[]>`
    SELECT t."id", t."accountId", t."date"::text AS "date", t."amountMinor",
      ${merchantName('t')} AS "merchant", t."name"
    FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."firstSyncRunId" = ${runId}::uuid
      AND t."accountId" = ANY(${accountIds}::uuid[])
      AND t."date" BETWEEN ${dates[0]}::date - ${daysApart}::int
        AND ${dates.at(-1)}::date + ${daysApart}::int
      AND t."removedAt" IS NULL AND t."duplicateOfId" IS NULL
    ORDER BY t."date" DESC, t."id" LIMIT ${comparedLimit}`;
  const pairs: Pair[] = [];
  for (const accountId of new Set(brought.map((row) => row.accountId))) {
    const files = imported.filter((row) => row.accountId === accountId);
    const known = brought.filter((row) => row.accountId === accountId).map(toKnown);
    for (const { row, of } of findDuplicates(files.map(toFileRow), known).values()) {
      const otherId = files[row.line]?.id;
      if (otherId) pairs.push({ keptId: of.id, otherId, reason: 'file' });
    }
  }
  return pairs;
}

type Named = { id: string; date: string; amountMinor: bigint; merchant: string; name: string };

function toKnown({ id, date, amountMinor, merchant, name }: Named): KnownRow {
  const amount = { amountMinor: toSafeNumber(amountMinor) };
  return { id, rowId: id, date, ...amount, merchant, name, reference: null };
}

function toFileRow({ date, amountMinor, name }: Named, line: number): FileRow {
  const nothing = {
    memo: null,
    note: null,
    category: null,
    reference: null,
    tags: [],
    reviewed: false,
    hidden: false,
  };
  return { line, date, amountMinor: toSafeNumber(amountMinor), name, ...nothing };
}

/**
 * The same account at another connection that goes on: by the bank's persistent id, or by name, last digits
 * and kind at one bank, as before linking (lib/items/find-duplicate.ts). The first of equal rows of a day
 * answers for the first, the second for the second.
 */
async function findAtOtherConnections(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  runId: string,
): Promise<Pair[]> {
  const siblings = await tx.$queryRaw<{ ownId: string; theirId: string }[]>`
    SELECT a."id" AS "ownId", b."id" AS "theirId"
    FROM "Account" a
    JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    JOIN "Account" b ON b."householdId" = a."householdId" AND b."itemId" <> a."itemId"
      AND b."currency" IS NOT DISTINCT FROM a."currency" AND b."removedAt" IS NULL
    JOIN "Item" j ON j."householdId" = b."householdId" AND j."id" = b."itemId"
      AND j."removeRequestedAt" IS NULL
    WHERE a."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid
      AND (a."persistentAccountId" = b."persistentAccountId"
        OR (COALESCE(i."institutionId", i."linkInstitutionId")
          = COALESCE(j."institutionId", j."linkInstitutionId") AND a."mask" = b."mask" AND a."name" = b."name"
          AND a."type" = b."type" AND a."subtype" IS NOT DISTINCT FROM b."subtype"
          AND (a."persistentAccountId" IS NULL OR b."persistentAccountId" IS NULL)))`;
  if (siblings.length === 0) return [];
  const numbered = (accountIds: string[]) => Prisma.sql`
    SELECT t."id", t."accountId", t."date", t."amountMinor", t."currency", t."name",
      t."firstSyncRunId", row_number() OVER (
        PARTITION BY t."accountId", t."date", t."amountMinor", t."currency"
        ORDER BY t."name", t."id") AS "place"
    FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ANY(${accountIds}::uuid[])
      AND t."importId" IS NULL AND t."removedAt" IS NULL AND t."duplicateOfId" IS NULL
      AND NOT t."pending"`;
  return tx.$queryRaw<Pair[]>`
    WITH own AS MATERIALIZED (${numbered(siblings.map(({ ownId }) => ownId))}),
      theirs AS MATERIALIZED (${numbered(siblings.map(({ theirId }) => theirId))})
    SELECT theirs."id" AS "keptId", own."id" AS "otherId", 'two_connections' AS "reason"
    FROM jsonb_to_recordset(${toJsonParameter(siblings)}::jsonb) AS s("ownId" uuid, "theirId" uuid)
    JOIN own ON own."accountId" = s."ownId" AND own."firstSyncRunId" = ${runId}::uuid
    JOIN theirs ON theirs."accountId" = s."theirId" AND theirs."date" = own."date"
      AND theirs."amountMinor" = own."amountMinor" AND theirs."place" = own."place"
      AND theirs."currency" IS NOT DISTINCT FROM own."currency"
      AND similarity(theirs."name", own."name") >= ${leastSimilarity}
    ORDER BY own."date" DESC, own."id" LIMIT ${suggestionLimit}`;
}

/** One number of a cheque or a transfer on two rows of an account: it is cashed once. */
function findByReference(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  runId: string,
  numberedIds: string[],
): Promise<Pair[]> {
  const reference = (record: string) =>
    Prisma.raw(`COALESCE(${record}."record"->>'check_number',
    ${record}."record"->'payment_meta'->>'reference_number')`);
  // Read once for each row, however often it is asked.
  const recordOf = (row: 't' | 'k') =>
    Prisma.sql`LATERAL (SELECT ${bankRecord(row)} AS "record" OFFSET 0)`;
  return tx.$queryRaw<Pair[]>`
    WITH brought AS MATERIALIZED (
      SELECT t."id", t."accountId", t."date", t."amountMinor", ${reference('b')} AS "reference"
      FROM "Transaction" t CROSS JOIN ${recordOf('t')} b
      WHERE t."householdId" = ${householdId}::uuid AND t."id" = ANY(${numberedIds}::uuid[])
        AND t."itemId" = ${itemId}::uuid AND NOT t."pending" AND t."removedAt" IS NULL
        AND ${reference('b')} IS NOT NULL
    )
    SELECT DISTINCT ON (t."id") k."id" AS "keptId", t."id" AS "otherId", 'reference' AS "reason"
    FROM brought t
    JOIN "Transaction" k ON k."householdId" = ${householdId}::uuid
      AND k."accountId" = t."accountId" AND k."amountMinor" = t."amountMinor" AND k."id" <> t."id"
      AND k."date" BETWEEN t."date" - ${referenceDays}::int AND t."date" + ${referenceDays}::int
      AND NOT k."pending" AND k."removedAt" IS NULL AND k."importId" IS NULL
      AND k."duplicateOfId" IS NULL
    JOIN ${recordOf('k')} r ON ${reference('r')} = t."reference"
    WHERE k."firstSyncRunId" <> ${runId}::uuid OR k."id" < t."id"
    ORDER BY t."id", k."createdAt", k."id" LIMIT ${suggestionLimit}`;
}

/**
 * Rows without which an account would come to the bank's balance, beside the ones that they look like: what
 * the tie-out just found.
 */
export async function suggestFromTieOut(tx: Tx, { householdId, itemId }: ItemRef): Promise<void> {
  const pairs = await tx.$queryRaw<Pair[]>`
    SELECT DISTINCT ON (t."id") k."id" AS "keptId", t."id" AS "otherId", 'tie_out' AS "reason"
    FROM "TieOut" v
    JOIN "Account" a ON a."householdId" = v."householdId" AND a."id" = v."accountId"
    CROSS JOIN LATERAL jsonb_array_elements(v."suspects") AS s("suspect")
    JOIN "Transaction" t ON t."householdId" = v."householdId"
      AND t."id"::text = s."suspect"->>'transactionId' AND t."duplicateOfId" IS NULL
    JOIN "Transaction" k ON k."householdId" = t."householdId" AND k."accountId" = t."accountId"
      AND k."id" <> t."id" AND k."amountMinor" = t."amountMinor" AND k."name" = t."name"
      AND k."date" BETWEEN t."date" - 3 AND t."date" + 3 AND NOT k."pending"
      AND k."removedAt" IS NULL AND k."importId" IS NULL AND k."duplicateOfId" IS NULL
      AND (k."createdAt", k."id") < (t."createdAt", t."id")
    WHERE v."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid
      AND v."status" = 'off' AND s."suspect"->>'kind' = 'duplicate'
      AND (s."suspect"->>'exact')::boolean
    ORDER BY t."id", abs(k."date" - t."date"), k."id" LIMIT ${suggestionLimit}`;
  await ask(tx, householdId, pairs);
}

/** Once each pair, whichever way round. */
async function ask(tx: Tx, householdId: string, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.slice(0, suggestionLimit).map((pair) => ({ ...pair, id: newId() }));
  await tx.$executeRaw`
    INSERT INTO "DuplicatePair" ("householdId", "id", "keptId", "otherId", "reasons")
    SELECT ${householdId}::uuid, r."id", r."keptId", r."otherId", ARRAY[r."reason"]
    FROM jsonb_to_recordset(${toJsonParameter(rows)}::jsonb)
      AS r("id" uuid, "keptId" uuid, "otherId" uuid, "reason" text)
    WHERE NOT EXISTS (SELECT FROM "DuplicatePair" p WHERE p."householdId" = ${householdId}::uuid
      AND p."keptId" = r."otherId" AND p."otherId" = r."keptId")
    ON CONFLICT ("householdId", "keptId", "otherId") DO NOTHING`;
}
