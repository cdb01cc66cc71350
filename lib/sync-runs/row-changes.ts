import 'server-only';
import { z } from 'zod';
import { accountName, accountNameColumns, accountNameOf } from '#lib/accounts/account-name';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { readSights, seesAccount, type Viewer } from '#lib/privacy/viewer';
import { merchantName } from '#lib/transactions/merchant-name';
import { getTransaction } from '#lib/transactions/queries';
import type {
  ChangeKind,
  RowChangeDto,
  RowChangePage,
  SyncRunQuery,
  TransactionEventDto,
} from './contract.ts';
import { readFieldChanges } from './field-changes.ts';
import { getSyncRun } from './queries.ts';

/** Rows that were touched come first, in the run's order; then those that were new, newest first. */
const position = z.union([
  z.object({ seq: z.int() }),
  z.object({ date: z.iso.date(), id: z.uuid() }),
]);

const eventLimit = 100;

type ChangeRow = {
  seq: number;
  kind: ChangeKind;
  transactionId: string;
  date: string;
  merchant: string;
  amountMinor: bigint;
  currency: string;
  accountName: string;
  withdrawn: boolean;
  kept: boolean;
  before: unknown;
  after: unknown;
};

/**
 * What a run did, row by row.
 *
 * @throws AppError not_found
 */
export async function listRowChanges(
  viewer: Viewer,
  itemId: string,
  runId: string,
  { cursor, limit }: SyncRunQuery,
): Promise<RowChangePage> {
  const run = await getSyncRun(viewer, itemId, runId);
  const after = cursor ? decodeCursor(cursor, position) : { seq: -1 };
  const touched = 'seq' in after ? await readTouched(viewer, runId, after.seq, limit + 1) : [];
  const added = await readAdded(
    viewer,
    runId,
    'seq' in after ? null : after,
    limit + 1 - touched.length,
  );
  const rows = [...touched, ...added];
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nameAccount = await readAccountNames(viewer, itemId);
  return {
    run,
    items: page.map((row) => toRowChangeDto(row, nameAccount)),
    nextCursor: last && rows.length > limit ? encodeCursor(positionOf(last)) : null,
  };
}

/**
 * What the bank's data did to one row, newest first.
 *
 * @throws AppError not_found
 */
export async function listTransactionEvents(
  viewer: Viewer,
  transactionId: string,
): Promise<TransactionEventDto[]> {
  const { householdId } = viewer;
  const { amount } = await getTransaction(viewer, transactionId);
  type Row = {
    kind: ChangeKind;
    at: Date;
    itemId: string;
    syncRunId: string;
    before: unknown;
    after: unknown;
  };
  const rows = await db().$queryRaw<Row[]>`
    SELECT c."kind"::text AS "kind", r."startedAt" AS "at", r."itemId", r."id" AS "syncRunId",
      c."before", c."after"
    FROM "SyncChange" c
    JOIN "SyncRun" r ON r."householdId" = c."householdId" AND r."id" = c."syncRunId"
    WHERE c."householdId" = ${householdId}::uuid AND c."transactionId" = ${transactionId}::uuid
    UNION ALL
    SELECT 'added', r."startedAt", r."itemId", r."id", NULL, NULL
    FROM "Transaction" t
    JOIN "SyncRun" r ON r."householdId" = t."householdId" AND r."id" = t."firstSyncRunId"
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = ${transactionId}::uuid
    ORDER BY "at" DESC LIMIT ${eventLimit}`;
  const [first] = rows;
  if (!first) return [];
  const nameAccount = await readAccountNames(viewer, first.itemId);
  return rows.map(({ before, after, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    fields: readFieldChanges({ before, after }, amount.currency, nameAccount),
  }));
}

function readTouched(
  viewer: Viewer,
  runId: string,
  afterSeq: number,
  limit: number,
): Promise<ChangeRow[]> {
  return db().$queryRaw<ChangeRow[]>`
    SELECT c."seq", c."kind"::text AS "kind", c."before", c."after", t."id" AS "transactionId",
      t."date"::text AS "date", ${merchantName('t')} AS "merchant",
      t."amountMinor", COALESCE(t."currency", ${unnamedCurrency}) AS "currency",
      ${accountName} AS "accountName",
      t."removedAt" IS NOT NULL AS "withdrawn", t."keptAt" IS NOT NULL AS "kept"
    FROM "SyncChange" c
    JOIN "Transaction" t ON t."householdId" = c."householdId" AND t."id" = c."transactionId"
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    WHERE c."householdId" = ${viewer.householdId}::uuid AND c."syncRunId" = ${runId}::uuid
      AND c."seq" > ${afterSeq} AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
    ORDER BY c."seq" LIMIT ${limit}`;
}

async function readAdded(
  viewer: Viewer,
  runId: string,
  after: { date: string; id: string } | null,
  limit: number,
): Promise<ChangeRow[]> {
  if (limit <= 0) return [];
  return db().$queryRaw<ChangeRow[]>`
    SELECT -1 AS "seq", 'added' AS "kind", NULL AS "before", NULL AS "after",
      t."id" AS "transactionId", t."date"::text AS "date",
      ${merchantName('t')} AS "merchant", t."amountMinor",
      COALESCE(t."currency", ${unnamedCurrency}) AS "currency",
      ${accountName} AS "accountName",
      t."removedAt" IS NOT NULL AS "withdrawn", t."keptAt" IS NOT NULL AS "kept"
    FROM "Transaction" t
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    WHERE t."householdId" = ${viewer.householdId}::uuid AND t."firstSyncRunId" = ${runId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
      AND (${after === null} OR (t."date", t."id") <
        (${after?.date ?? '9999-12-31'}::date, ${after?.id ?? null}::uuid))
    ORDER BY t."date" DESC, t."id" DESC LIMIT ${limit}`;
}

function positionOf(row: ChangeRow): Record<string, string | number> {
  return row.seq >= 0 ? { seq: row.seq } : { date: row.date, id: row.transactionId };
}

async function readAccountNames(
  viewer: Viewer,
  itemId: string,
): Promise<(plaidAccountId: string) => string> {
  const sights = await readSights(viewer);
  const rows = await db().account.findMany({
    where: { householdId: viewer.householdId, itemId, id: { in: [...sights.keys()] } },
    select: { plaidAccountId: true, ...accountNameColumns },
  });
  const names = new Map(rows.map((row) => [row.plaidAccountId, accountNameOf(row)]));
  return (plaidAccountId) => names.get(plaidAccountId) ?? 'another account';
}

function toRowChangeDto(row: ChangeRow, nameAccount: (id: string) => string): RowChangeDto {
  const { kind, transactionId, date, merchant, accountName, withdrawn, kept, currency } = row;
  return {
    kind,
    transactionId,
    date,
    merchant,
    amount: { minor: toSafeNumber(row.amountMinor), currency },
    accountName,
    withdrawn,
    kept,
    fields: readFieldChanges(row, currency, nameAccount),
  };
}
