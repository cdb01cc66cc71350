import 'server-only';
import { installationLog, recordAudit } from '#lib/audit/record-audit';
import { holdSorting } from '#lib/categories/lock-sorting';
import { readCodes } from '#lib/categories/queries';
import { db, type Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import {
  type Enrichment,
  enrichLimit,
  enrichTransactions,
  isFinal,
  isRefusal,
} from '#lib/plaid/enrich';
import { applyRulesTo } from '#lib/rules/apply-rules';
import { requestTransfers } from '#lib/transfers/request-transfers';
import { type EnrichableType, isEnrichable } from './enrichable.ts';
import { enqueueEnriching, mayEnrich } from './find-enriching.ts';
import type { FileImportRef } from './find-imports.ts';

/** Of one job: others have their turn. */
const callsAtOnce = 20;

/**
 * Asks Plaid about what an import brought, a hundred rows a call, in the order of their ids: where it was cut
 * short it goes on, and no row is paid for twice unless its answer was lost.
 *
 * @throws PlaidError to be tried again
 */
export async function enrichImport(ref: FileImportRef): Promise<void> {
  for (let call = 0; call < callsAtOnce; call += 1) {
    if (!(await mayEnrich())) return;
    const work = await findWork(ref);
    if (!work) return;
    const rows = await readRows(ref, work.enrichedToId);
    const last = rows.at(-1);
    if (!last || !isEnrichable(work.account)) return finish(ref);
    try {
      const found = await enrichTransactions(work.account.type as EnrichableType, rows);
      await write(ref, work.enrichedToId, rows, found);
    } catch (error) {
      if (isRefusal(error)) return noteRefusal(error.code);
      if (!isFinal(error)) throw error;
      log.warn({ code: error.code, importId: ref.importId }, 'Plaid did not enrich an import');
      return finish(ref);
    }
  }
  await enqueueEnriching(db(), ref);
}

function findWork({ householdId, importId }: FileImportRef) {
  return db().fileImport.findFirst({
    where: { householdId, id: importId, state: 'done', enrich: true, enrichedAt: null },
    select: { enrichedToId: true, account: { select: { type: true, currency: true } } },
  });
}

type Row = { id: string; date: string; amountMinor: number; currency: string; name: string };

async function readRows(
  { householdId, importId }: FileImportRef,
  after: string | null,
): Promise<Row[]> {
  const rows = await db().$queryRaw<(Omit<Row, 'amountMinor'> & { amountMinor: bigint })[]>`
    SELECT t."id", t."date"::text AS "date", t."amountMinor", t."name",
      COALESCE(t."currency", ${unnamedCurrency}) AS "currency"
    FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."importId" = ${importId}::uuid
      AND t."removedAt" IS NULL AND (${after}::uuid IS NULL OR t."id" > ${after}::uuid)
    ORDER BY t."id" LIMIT ${enrichLimit}`;
  return rows.map((row) => ({ ...row, amountMinor: toSafeNumber(row.amountMinor) }));
}

/**
 * Plaid's words are the provider's: a person's and a rule's come before them, and so does the file's own
 * category. The place one has come to commits with the rows.
 */
async function write(
  { householdId, importId }: FileImportRef,
  from: string | null,
  rows: readonly Row[],
  found: ReadonlyMap<number, Enrichment>,
): Promise<void> {
  await db().$transaction(
    async (tx) => {
      await holdSorting(tx, householdId);
      const { count } = await tx.fileImport.updateMany({
        where: { householdId, id: importId, state: 'done', enrichedToId: from, enrichedAt: null },
        data: { enrichedToId: rows.at(-1)?.id ?? null },
      });
      // Another worker was faster, or the import was undone.
      if (count === 0) return;
      const codes = await readCodes(tx, householdId);
      const changes = rows.flatMap(({ id }, at) => {
        const each = found.get(at);
        const code = codes.get(each?.pfcDetailed ?? '') ?? codes.get(each?.pfcPrimary ?? '');
        return each ? [{ id, ...each, categoryId: code?.categoryId ?? null }] : [];
      });
      const ids = await update(tx, { householdId, importId }, changes);
      await applyRulesTo(tx, householdId, ids);
      await requestTransfers(tx, householdId, ids);
      await publish(tx, householdId, ['imports', 'transactions'], { transactionIds: ids });
    },
    { timeout: 60_000 },
  );
}

async function update(
  tx: Tx,
  { householdId, importId }: FileImportRef,
  changes: object[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Transaction" t SET "merchantName" = r."merchantName",
      "merchantEntityId" = r."merchantEntityId", "logoUrl" = r."logoUrl",
      "paymentChannel" = r."paymentChannel",
      "pfcPrimary" = CASE WHEN t."providerCategoryId" IS NULL THEN r."pfcPrimary" END,
      "pfcDetailed" = CASE WHEN t."providerCategoryId" IS NULL THEN r."pfcDetailed" END,
      "providerCategoryId" = COALESCE(t."providerCategoryId", r."categoryId"), "updatedAt" = now()
    FROM jsonb_to_recordset(${toJsonParameter(changes)}::jsonb) AS r("id" uuid,
      "merchantName" text, "merchantEntityId" text, "logoUrl" text, "paymentChannel" text,
      "pfcPrimary" text, "pfcDetailed" text, "categoryId" uuid)
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = r."id"
      AND t."importId" = ${importId}::uuid
    RETURNING t."id"`;
  return rows.map(({ id }) => id);
}

async function finish({ householdId, importId }: FileImportRef): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.fileImport.updateMany({
      where: { householdId, id: importId },
      data: { enrichedAt: new Date() },
    });
    await publish(tx, householdId, ['imports']);
  });
}

/** One line for the operator, a day; until then nobody asks, and no import waits for it. */
async function noteRefusal(code: string): Promise<void> {
  log.warn({ code }, 'Plaid does not enrich for this installation');
  if (!(await mayEnrich())) return;
  await recordAudit(db(), installationLog, {
    kind: 'enrich_refused',
    details: { code: code.slice(0, 100) },
  });
}
