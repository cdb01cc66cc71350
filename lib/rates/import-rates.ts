import 'server-only';
import { z } from 'zod';
import { recordAudit } from '#lib/audit/record-audit';
import { addDays, civilDateIn } from '#lib/dates/civil-date';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { readRawBody } from '#lib/http/read-body';
import { UnreadableFile } from '#lib/imports/sheet';
import type { Viewer } from '#lib/privacy/viewer';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { RateDto, RateImportDto, RateImportQuery } from './contract.ts';
import { rateFileBytes, rateLimit } from './limits.ts';
import { listAccountCurrencies } from './queries.ts';
import { readRateText } from './rate-text.ts';
import { type RateFile, readRateFile } from './read-rate-file.ts';
import { readBase } from './read-rates.ts';
import { unpackRates } from './unpack-rates.ts';
import { lockRates, publishRates, requireRoom } from './write-rates.ts';

export const rateImportBefore = z.object({ importId: z.uuid() });
export type RateImportBefore = z.infer<typeof rateImportBefore>;

/** Of a file's unreadable lines, how many are told. */
const toldLimit = 5;

/**
 * Takes the rates of a file, or says what it would bring. What is here already stays as it is, so that the same file
 * twice brings nothing, and an undo need only take away what came.
 *
 * @throws AppError unsupported_media_type; payload_too_large; invalid_input when it cannot be read
 */
export async function importRates(
  viewer: Viewer,
  { preview }: RateImportQuery,
  request: Request,
): Promise<RateImportDto> {
  if (request.headers.get('content-type') !== 'application/octet-stream') {
    throw new AppError('unsupported_media_type', 'Send bytes as application/octet-stream.');
  }
  const bytes = new Uint8Array(await readRawBody(request, rateFileBytes));
  const file = await read(bytes, await listWanted(viewer));
  const rates = distinct(file.rates);
  if (preview === 'true') {
    const kept = await countKept(viewer.householdId, rates);
    return toDto({ ...file, rates }, rates.length - kept, null);
  }
  return db().$transaction((tx) => write(tx, viewer, { ...file, rates }), { timeout: timeoutMs });
}

const timeoutMs = 60_000;

/** Takes away what an import brought, but what was changed by hand since. */
export async function undoRateImport(
  tx: Tx,
  householdId: string,
  { importId }: RateImportBefore,
): Promise<void> {
  await lockRates(tx, householdId);
  await tx.rate.deleteMany({ where: { householdId, importId } });
  await publishRates(tx, householdId);
}

/** What totals are reckoned with. */
async function listWanted(viewer: Viewer): Promise<Set<string>> {
  const [base, currencies] = await Promise.all([readBase(viewer), listAccountCurrencies(viewer)]);
  return new Set([base.currency, ...currencies]);
}

async function read(bytes: Uint8Array, wanted: ReadonlySet<string>): Promise<RateFile> {
  try {
    return readRateFile(await unpackRates(bytes), wanted);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new AppError('invalid_input', `${error.message} Nothing was imported.`);
  }
}

/** One of each pair and day, the first; none of a day that has not begun anywhere. */
function distinct(rates: readonly RateDto[]): RateDto[] {
  const latest = addDays(civilDateIn('UTC', new Date()), 1);
  const found = new Map<string, RateDto>();
  for (const rate of rates) {
    const name = `${rate.date} ${rate.from} ${rate.to}`;
    if (rate.date <= latest && !found.has(name)) found.set(name, rate);
  }
  if (found.size <= rateLimit) return [...found.values()];
  throw new AppError(
    'invalid_input',
    `It has more than ${rateLimit.toLocaleString('en-US')} rates. Nothing was imported; divide it by years.`,
  );
}

async function countKept(householdId: string, rates: readonly RateDto[]): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM ${toRows(rates)} JOIN "Rate" r
      ON r."householdId" = ${householdId}::uuid AND r."date" = n."date"
      AND r."fromCurrency" = n."from" AND r."toCurrency" = n."to"`;
  return row?.count ?? 0;
}

async function write(tx: Tx, viewer: Viewer, file: RateFile): Promise<RateImportDto> {
  const { householdId } = viewer;
  await lockRates(tx, householdId);
  const importId = newId();
  const added = await tx.$executeRaw`
    INSERT INTO "Rate"
      ("householdId", "date", "fromCurrency", "toCurrency", "numerator", "scale", "importId")
    SELECT ${householdId}::uuid, n."date", n."from", n."to", n."numerator", n."scale", ${importId}::uuid
    FROM ${toRows(file.rates)} ON CONFLICT DO NOTHING`;
  if (added === 0) return toDto(file, 0, null);
  await requireRoom(tx, householdId);
  await recordAudit(tx, householdId, { kind: 'rates_imported', details: { count: added } });
  const undoStepId = await keepStep(tx, viewer, { kind: 'rate_import', before: { importId } });
  await publishRates(tx, householdId);
  return toDto(file, added, undoStepId);
}

/** SQL: the rates as rows of `n`. */
function toRows(rates: readonly RateDto[]): Prisma.Sql {
  const values = rates.flatMap((rate) => {
    const value = readRateText(rate.rate);
    return value ? [{ ...rate, ...value }] : [];
  });
  return Prisma.sql`unnest(
    ${values.map(({ date }) => date)}::text[]::date[], ${values.map(({ from }) => from)}::text[],
    ${values.map(({ to }) => to)}::text[],
    ${values.map(({ numerator }) => String(numerator))}::text[]::bigint[],
    ${values.map(({ scale }) => scale)}::int[]) n("date", "from", "to", "numerator", "scale")`;
}

function toDto(
  { rates, unused, unreadable }: RateFile,
  added: number,
  undoStepId: string | null,
): RateImportDto {
  const dates = rates.map(({ date }) => date).sort();
  return {
    undoStepId,
    added,
    kept: rates.length - added,
    unused,
    unreadable: unreadable.slice(0, toldLimit),
    unreadableCount: unreadable.length,
    from: dates[0] ?? null,
    to: dates.at(-1) ?? null,
  };
}
