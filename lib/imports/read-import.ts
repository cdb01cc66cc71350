import 'server-only';
import { createHash } from 'node:crypto';
import { db, type Prisma } from '#lib/db/client';
import { failPoint } from '#lib/fail-point';
import { publish } from '#lib/live/publish';
import { unnamedCurrency } from '#lib/money/currency';
import {
  type ImportPreview,
  type Mapping,
  mappingSchema,
  previewRows,
  shownLimit,
} from './contract.ts';
import { detectMapping } from './detect-mapping.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { FileImportRef } from './find-imports.ts';
import { findNamed } from './find-named.ts';
import { listUnknown } from './list-unknown.ts';
import { readFile } from './read-file.ts';
import { readKnown } from './read-known.ts';
import type { Sheet } from './sheet.ts';
import { type FileRow, toRows } from './to-rows.ts';

export type ImportWork = FileImportRef & {
  version: number;
  file: Uint8Array;
  sheet: number;
  mapping: Prisma.JsonValue;
  choices: Prisma.JsonValue;
  accountId: string;
  memberId: string;
  member: { userId: string };
  account: { type: string; currency: string | null; itemId: string | null };
};

/** Reads a file for the person to look at. @throws UnreadableFile */
export async function readImport(work: ImportWork): Promise<void> {
  const { householdId, importId, version, accountId } = work;
  const { format, sheets } = readFile(work.file);
  const at = sheets[work.sheet] ? work.sheet : 0;
  const sheet = sheets[at] ?? { label: null, header: [], rows: [] };
  const source = hashSource(work, format, sheet);
  const currency = work.account.currency ?? unnamedCurrency;
  const said = mappingSchema.safeParse(work.mapping).data;
  const mapping = said ?? (await guessMapping(work, source, sheet, currency));
  const { rows, problems } = toRows(sheet, mapping, currency);
  const known = await readKnown(db(), { householdId, accountId }, rows);
  const duplicates = [...findDuplicates(rows, known).values()].sort(
    (a, b) => a.row.line - b.row.line,
  );
  const dates = rows.map(({ date }) => date).sort();
  const unknown = listUnknown(rows, await findNamed(db(), householdId));
  const preview: ImportPreview = {
    currency,
    sheets: sheets.map(({ label }) => label),
    columns: nameColumns(sheet),
    lines: sheet.rows
      .slice(0, previewRows)
      .map(({ line, cells }) => ({ line, cells: cells.map(cut) })),
    rows: rows.slice(0, previewRows).map(toBrief),
    total: rows.length,
    from: dates[0] ?? null,
    to: dates.at(-1) ?? null,
    problems: problems.slice(0, shownLimit),
    problemCount: problems.length,
    duplicates: duplicates.slice(0, shownLimit).map(({ row, of, kind }) => ({
      ...toBrief(row),
      kind,
      of: { id: of.id, date: of.date, merchant: cut(of.merchant) },
    })),
    duplicateCount: duplicates.length,
    unknown: {
      categories: brief([...unknown.categories.keys()]),
      tags: brief(unknown.tags),
    },
  };
  failPoint('import-read');
  await db().$transaction(async (tx) => {
    await tx.fileImport.updateMany({
      // What the person has said since is read next.
      where: { householdId, id: importId, version, state: 'reading' },
      data: {
        ...{ state: 'ready', format, mapping, sheet: at, preview },
        // A guess is made anew for each file: remembered is what a person said.
        source: said ? source : null,
      },
    });
    await publish(tx, householdId, ['imports']);
  });
}

/** Files of one bank have one header. Those without one of their own are known by the account they are for. */
function hashSource({ accountId }: ImportWork, format: string, { header }: Sheet): string {
  const isOwn = format === 'csv' && header.length > 0;
  return createHash('sha256')
    .update(JSON.stringify([format, header, ...(isOwn ? [] : [accountId])]))
    .digest('hex');
}

/** As this member said the last time of such a file, unless more of this one can be read otherwise. */
async function guessMapping(
  work: ImportWork,
  source: string,
  sheet: Sheet,
  currency: string,
): Promise<Mapping> {
  const detected = detectMapping(sheet);
  const recalled = await recall(work, source);
  if (!recalled) return detected;
  const count = (mapping: Mapping) => toRows(sheet, mapping, currency).rows.length;
  return count(recalled) < count(detected) ? detected : recalled;
}

async function recall(
  { householdId, memberId }: ImportWork,
  source: string,
): Promise<Mapping | undefined> {
  const last = await db().fileImport.findFirst({
    where: { householdId, memberId, source, state: 'done' },
    select: { mapping: true },
    orderBy: { createdAt: 'desc' },
  });
  return mappingSchema.safeParse(last?.mapping).data;
}

function nameColumns({ header, rows }: Sheet): string[] {
  const width = Math.max(
    header.length,
    ...rows.slice(0, previewRows).map(({ cells }) => cells.length),
  );
  return Array.from({ length: width }, (_, at) => cut(header[at] || `Column ${at + 1}`));
}

function toBrief({ line, date, amountMinor, name }: FileRow) {
  return { line, date, amountMinor, name: cut(name) };
}

/** As many as one looks at, and how many there are. */
function brief(names: readonly string[]) {
  return { names: names.slice(0, 20), count: names.length };
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
