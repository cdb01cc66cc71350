import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { toCsvHead } from '#lib/archives/csv';
import { recordAudit } from '#lib/audit/record-audit';
import { db, Prisma } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { filterConditions } from '#lib/transactions/filter-conditions';
import { joinCounted, lineColumns } from '#lib/transactions/line-columns';
import { lineConditions } from '#lib/transactions/line-conditions';
import { pageOf, rowsOfPage } from '#lib/transactions/page-of';
import type { ExportQuery } from './contract.ts';
import { type ExportRow, exportColumns, toCsvText, toJsonText } from './export-row.ts';
import { type FoundRow, toLines } from './to-lines.ts';

const pageRows = 1_000;
/** More than any household has; a stream without an end would be one. */
const pageLimit = 2_000;

type Exporter = Viewer & { userId: string };

/**
 * Every transaction that a filter lets through, newest first, page after page as the browser takes it.
 * What changes meanwhile may be in it as it was or as it is, and nothing is in it twice. Written down
 * before the first page leaves: what was taken in part was taken, too.
 */
export async function exportTransactions(
  viewer: Exporter,
  { format, ...filter }: ExportQuery,
  today: string,
): Promise<Response> {
  const count = await countExport(viewer, filter);
  await recordAudit(db(), viewer.userId, {
    kind: 'transactions_exported',
    details: { count, format },
  });
  const text = format === 'csv' ? writeCsv(viewer, filter) : writeJson(viewer, filter);
  return new Response(toStream(text), {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      'content-disposition': `attachment; filename="transactions-${today}.${format}"`,
    },
  });
}

type Filter = Omit<ExportQuery, 'format'>;

/** How many transactions an export has that begins now. */
export async function countExport(viewer: Viewer, filter: Filter): Promise<number> {
  const where = Prisma.join(filterConditions(viewer, filter), ' AND ');
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "EffectiveTransaction" e WHERE ${where}`;
  return row?.count ?? 0;
}

async function* writeCsv(viewer: Viewer, filter: Filter): AsyncGenerator<string> {
  yield toCsvHead(exportColumns);
  for await (const rows of readPages(viewer, filter)) yield rows.map(toCsvText).join('');
}

async function* writeJson(viewer: Viewer, filter: Filter): AsyncGenerator<string> {
  yield '[';
  let isFirst = true;
  for await (const rows of readPages(viewer, filter)) {
    yield `${isFirst ? '' : ','}\n${rows.map(toJsonText).join(',\n')}`;
    isFirst = false;
  }
  yield '\n]\n';
}

async function* readPages(viewer: Viewer, filter: Filter): AsyncGenerator<ExportRow[]> {
  const conditions = filterConditions(viewer, filter);
  const lines = lineConditions(viewer, filter);
  let after = Prisma.sql`true`;
  for (let page = 0; page < pageLimit; page += 1) {
    const rows = await db().$queryRaw<FoundRow[]>`
      WITH ${pageOf([...conditions, after], pageRows)}
      SELECT e."id", e."date"::text AS "date", e."bankDate"::text AS "bankDate", e."merchant",
        e."bankText", e."amountMinor", e."currency", e."pending", e."note", e."reviewed", e."hidden",
        ${accountName} AS "account", c."name" AS "category",
        ARRAY(SELECT g."name" FROM "EffectiveTag" x
          JOIN "Tag" g ON g."householdId" = x."householdId" AND g."id" = x."tagId"
          WHERE x."householdId" = e."householdId" AND x."transactionId" = e."id"
          ORDER BY g."name") AS "tags",
        ${lineColumns(lines)}
      FROM ${rowsOfPage(viewer)} ${joinCounted(viewer, lines)}
      JOIN "Account" a ON a."householdId" = e."householdId" AND a."id" = e."accountId"
      LEFT JOIN "Category" c ON c."householdId" = e."householdId" AND c."id" = e."categoryId"
      ORDER BY e."date" DESC, e."id" DESC`;
    const last = rows.at(-1);
    if (!last) return;
    yield rows.flatMap(toLines);
    if (rows.length < pageRows) return;
    after = Prisma.sql`(e."date", e."id") < (${last.date}::date, ${last.id}::uuid)`;
  }
}

/** As the browser takes it; nothing more is read once it leaves. */
function toStream(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await text.return(undefined);
    },
  });
}
