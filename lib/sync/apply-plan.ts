import 'server-only';
import { holdSorting } from '#lib/categories/lock-sorting';
import { readCodes } from '#lib/categories/queries';
import { Prisma, type Tx } from '#lib/db/client';
import type { CopyRow } from '#lib/db/copy-format';
import { copyRows } from '#lib/db/copy-rows';
import { toJsonParameter } from '#lib/db/json-parameter';
import { carryDuplicates } from '#lib/duplicates/carry-duplicates';
import type { ProviderTransaction } from '#lib/plaid/transactions';
import { applyRulesTo } from '#lib/rules/apply-rules';
import { carryBelongings } from '#lib/transactions/carry-belongings';
import { requestTransfers } from '#lib/transfers/request-transfers';
import type { Change, Plan } from './plan-changes.ts';
import type { ItemRef } from './ports.ts';

/** Large enough to amortise a round trip, small enough to stay a few MB of JSON. */
const rowsPerStatement = 1_000;

/**
 * Carries a plan out with set-based statements. Only provider columns are written; what a person
 * decided is touched by nothing here but a merge, which fills what the surviving row left open.
 *
 * @param accountIds  our account id by Plaid's
 */
export async function applyPlan(
  tx: Tx,
  ref: ItemRef,
  plan: Plan,
  accountIds: Map<string, string>,
  runId: string,
): Promise<void> {
  const categoryOf = await readCategories(tx, ref);
  const toRecord = ({ id, row }: Plan['inserts'][number]) => {
    const accountId = accountIds.get(row.plaidAccountId);
    if (!accountId) throw new Error('Plaid sent a transaction of an account it did not send.');
    return { ...row, id, accountId, providerCategoryId: categoryOf(row) };
  };
  const { householdId, itemId } = ref;
  const provenance = { householdId, itemId, firstSyncRunId: runId };
  // Tombstones and updates before inserts, so that an id given up is free when it is taken again.
  await forEachBatch(plan.tombstones, (ids) => tombstone(tx, ref, ids));
  await forEachBatch(plan.updates, (rows) => update(tx, ref, rows.map(toRecord)));
  await insert(tx, ref, plan.inserts, (each) => ({ ...toRecord(each), ...provenance }));
  await forEachBatch(plan.aliases, (rows) => remember(tx, ref, rows));
  // One by one: a row may take over from another what that one took over.
  for (const { from: leavesId, into: staysId } of plan.merges) {
    await carryBelongings(tx, householdId, [{ leavesId, staysId }]);
    await carryDuplicates(tx, householdId, [{ leavesId, staysId }]);
  }
  const written = [...plan.inserts, ...plan.updates].map(({ id }) => id);
  const merged = plan.merges.flatMap(({ from, into }) => [from, into]);
  await applyRulesTo(tx, householdId, written);
  await requestTransfers(tx, householdId, [...written, ...plan.tombstones, ...merged]);
  let seq = 0;
  await forEachBatch(plan.changes, async (changes) => {
    await recordChanges(tx, ref, runId, changes, seq);
    seq += changes.length;
  });
}

async function forEachBatch<Row>(rows: Row[], run: (batch: Row[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await run(rows.slice(from, from + rowsPerStatement));
  }
}

type TransactionRecord = ProviderTransaction & {
  id: string;
  accountId: string;
  providerCategoryId: string | null;
};

/** The household's category for Plaid's code, or for its primary; it stays while we commit. */
async function readCategories(tx: Tx, { householdId }: ItemRef) {
  await holdSorting(tx, householdId);
  const codes = await readCodes(tx, householdId);
  return ({ pfcDetailed, pfcPrimary }: ProviderTransaction): string | null => {
    const mapped = codes.get(pfcDetailed ?? '') ?? codes.get(pfcPrimary ?? '');
    return mapped?.categoryId ?? null;
  };
}

async function insert(
  tx: Tx,
  { householdId }: ItemRef,
  inserts: Plan['inserts'],
  toRow: (insert: Plan['inserts'][number]) => CopyRow<typeof insertedColumns>,
): Promise<void> {
  if (inserts.length === 0) return;
  // The search index sorts what it gathered in this; within PostgreSQL's 4 MB it needs several
  // passes, a tenth of the commit.
  await tx.$executeRaw`SET LOCAL work_mem = '32MB'`;
  await copyRows(tx, '"Transaction"', insertedColumns, inserts, toRow);
  await copyRows(tx, '"TransactionSource"', sourceColumns, inserts, ({ id, row }) => ({
    householdId,
    transactionId: id,
    plaid: row.raw,
  }));
}

/** What a row that a sync brings is made of; all else has its default. */
export const insertedColumns = {
  householdId: 'uuid',
  id: 'uuid',
  accountId: 'uuid',
  itemId: 'uuid',
  plaidTransactionId: 'text',
  plaidPendingId: 'text',
  date: 'date',
  authorizedDate: 'date',
  amountMinor: 'bigint',
  currency: 'text',
  pending: 'boolean',
  name: 'text',
  originalDescription: 'text',
  merchantName: 'text',
  merchantEntityId: 'text',
  logoUrl: 'text',
  paymentChannel: 'text',
  pfcPrimary: 'text',
  pfcDetailed: 'text',
  providerCategoryId: 'uuid',
  firstSyncRunId: 'uuid',
} as const;

/** What Plaid said of it, beside it. */
const sourceColumns = { householdId: 'uuid', transactionId: 'uuid', plaid: 'json' } as const;

/**
 * The guard keeps unchanged rows untouched: re-reading an Item rewrites nothing. Equal text is equal
 * JSON; only other text is taken apart. What stands in the row itself is newer than what stands beside it.
 */
async function update(tx: Tx, ref: ItemRef, rows: TransactionRecord[]): Promise<void> {
  const former = Prisma.sql`COALESCE(t."plaid"::text, s."plaid"::text)`;
  await tx.$executeRaw`
    WITH "changed" AS (
    UPDATE "Transaction" t SET
      "accountId" = r."accountId", "plaidTransactionId" = r."plaidTransactionId",
      "plaidPendingId" = r."plaidPendingId", "date" = r."date",
      "authorizedDate" = r."authorizedDate", "amountMinor" = r."amountMinor",
      "currency" = r."currency", "pending" = r."pending", "name" = r."name",
      "originalDescription" = r."originalDescription",
      "merchantName" = r."merchantName", "merchantEntityId" = r."merchantEntityId",
      "logoUrl" = r."logoUrl", "paymentChannel" = r."paymentChannel",
      "pfcPrimary" = r."pfcPrimary", "pfcDetailed" = r."pfcDetailed", "plaid" = NULL,
      "providerCategoryId" = r."providerCategoryId",
      "removedAt" = NULL, "updatedAt" = now()
    FROM jsonb_to_recordset(${toJsonParameter(rows)}::jsonb) AS r("id" uuid, "accountId" uuid,
      "plaidTransactionId" text, "plaidPendingId" text, "date" date, "authorizedDate" date,
      "amountMinor" bigint, "currency" text, "pending" boolean, "name" text,
      "originalDescription" text, "merchantName" text, "merchantEntityId" text, "logoUrl" text,
      "paymentChannel" text, "pfcPrimary" text, "pfcDetailed" text, "providerCategoryId" uuid, "raw" text)
    LEFT JOIN LATERAL (SELECT k."plaid" FROM "TransactionSource" k
      WHERE k."householdId" = ${ref.householdId}::uuid AND k."transactionId" = r."id" OFFSET 0) s ON true
    WHERE t."householdId" = ${ref.householdId}::uuid AND t."id" = r."id"
      AND (t."removedAt" IS NOT NULL
        OR (t."accountId", t."plaidTransactionId", t."providerCategoryId", t."name",
            t."originalDescription", t."merchantName", t."amountMinor")
          IS DISTINCT FROM (r."accountId", r."plaidTransactionId", r."providerCategoryId",
            r."name", r."originalDescription", r."merchantName", r."amountMinor")
        OR (${former} IS DISTINCT FROM r."raw" AND ${former}::jsonb IS DISTINCT FROM r."raw"::jsonb))
    RETURNING t."id", r."raw"
    )
    INSERT INTO "TransactionSource" ("householdId", "transactionId", "plaid")
    SELECT ${ref.householdId}::uuid, "id", "raw"::json FROM "changed"
    ON CONFLICT ("householdId", "transactionId") DO UPDATE SET "plaid" = EXCLUDED."plaid"`;
}

async function tombstone(tx: Tx, ref: ItemRef, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Transaction" SET "removedAt" = now(), "updatedAt" = now()
    WHERE "householdId" = ${ref.householdId}::uuid AND "id" = ANY(${ids}::uuid[])
      AND "removedAt" IS NULL`;
}

async function remember(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  aliases: Plan['aliases'],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TransactionAlias" ("householdId", "itemId", "plaidTransactionId", "transactionId")
    SELECT ${householdId}::uuid, ${itemId}::uuid, r."plaidTransactionId", r."transactionId"
    FROM jsonb_to_recordset(${toJsonParameter(aliases)}::jsonb)
      AS r("plaidTransactionId" text, "transactionId" uuid)
    ON CONFLICT ("householdId", "itemId", "plaidTransactionId")
      DO UPDATE SET "transactionId" = EXCLUDED."transactionId"`;
}

async function recordChanges(
  tx: Tx,
  ref: ItemRef,
  runId: string,
  changes: Change[],
  firstSeq: number,
): Promise<void> {
  const rows = changes.map((change, index) => ({ ...change, seq: firstSeq + index }));
  await tx.$executeRaw`
    INSERT INTO "SyncChange" ("householdId", "syncRunId", "seq", "transactionId", "kind",
      "before", "after")
    SELECT ${ref.householdId}::uuid, ${runId}::uuid, r."seq", r."transactionId",
      r."kind"::"SyncChangeKind", r."before", r."after"
    FROM jsonb_to_recordset(${toJsonParameter(rows)}::jsonb) AS r("seq" int,
      "transactionId" uuid, "kind" text, "before" jsonb, "after" jsonb)`;
}
