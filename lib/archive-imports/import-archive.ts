import 'server-only';
import { z } from 'zod';
import { type Column, listTables, readColumns, type TableColumns } from '#lib/archives/columns';
import { jsonPath, type Manifest } from '#lib/archives/manifest';
import { writeJson } from '#lib/archives/table-files';
import type { TableName } from '#lib/archives/tables';
import { recordAudit } from '#lib/audit/record-audit';
import { lockSorting } from '#lib/categories/lock-sorting';
import { db, type Tx } from '#lib/db/client';
import { isDataRefused } from '#lib/db/prisma-errors';
import { type Snapshot, snapshotOf } from '#lib/db/read-only';
import { saveInstitution } from '#lib/institutions/save-institution';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { applyRulesToAll } from '#lib/rules/apply-rules';
import { noteChange } from '#lib/versions/mutations';
import { type Claim, claimImport, endImport, LostImport, renewImport } from './claim-import.ts';
import type { ImportRef } from './find-imports.ts';
import { isEmptyHousehold } from './is-empty-household.ts';
import { ImportRefused, type OpenArchive, openArchive } from './open-archive.ts';
import { PartReader } from './part-reader.ts';
import { type Receiver, restoreTable } from './restore-table.ts';

const attemptLimit = 5;
const timeoutMs = 15 * 60_000;
const rowLimit = 5_000_000;
const bankLimit = 500;

/**
 * Brings an archive into an empty household, in one transaction: all of it or nothing. What is written
 * is read back before the commit, and has to have the checksum that it had where it came from.
 *
 * Connections come back as ended ones: an archive holds no access to a bank.
 *
 * @throws what went wrong on our side: the job is tried again
 */
export async function importArchive(ref: ImportRef): Promise<void> {
  const claim = await claimImport(ref);
  if (!claim) return;
  try {
    const archive = await openArchive(new PartReader(ref), claim.bytes);
    checkManifest(archive.manifest);
    const banks = await learnBanks(archive);
    await restore(ref, claim, archive, banks);
  } catch (error) {
    if (error instanceof LostImport) return;
    const refused = toRefusal(error);
    const failure = refused?.failure ?? (claim.attempt >= attemptLimit ? 'kept_failing' : null);
    log.warn({ error, importId: ref.importId, failure }, 'an import did not end well');
    await endImport(ref, claim, failure);
    if (!failure) throw error;
  }
}

function toRefusal(error: unknown): ImportRefused | null {
  if (error instanceof ImportRefused) return error;
  return isDataRefused(error) ? new ImportRefused('inconsistent', 'a row does not fit') : null;
}

function checkManifest({ tables }: Manifest): void {
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  if (rows > rowLimit) throw new ImportRefused('too_large', `${rows} rows`);
  const known = new Set<string>(listTables().map(([table]) => table));
  const unknown = Object.keys(tables).find((table) => !known.has(table));
  if (unknown) throw new ImportRefused('newer', `there is no ${unknown} here`);
}

const bankRow = z.object({ id: z.string().max(64), name: z.string().max(300) });

/**
 * What the archive's banks are called. Which bank it is, is taken from Plaid alone: all households
 * share what is known of a bank.
 */
async function learnBanks(archive: OpenArchive): Promise<Record<string, string>> {
  const banks: Record<string, string> = {};
  if (!archive.manifest.tables.Institution) return banks;
  for await (const row of archive.readRows(jsonPath('Institution'))) {
    const { data: bank } = bankRow.safeParse(JSON.parse(row));
    if (!bank) throw new ImportRefused('inconsistent', 'a bank without a name');
    banks[bank.id] = bank.name;
    if (Object.keys(banks).length > bankLimit) throw new ImportRefused('too_large', 'banks');
    await saveInstitution(bank.id).catch((error: unknown) => {
      log.info({ error, institutionId: bank.id }, 'an imported bank is not known to Plaid');
    });
  }
  return banks;
}

async function restore(
  ref: ImportRef,
  claim: Claim,
  archive: OpenArchive,
  banks: Record<string, string>,
): Promise<void> {
  const { householdId } = ref;
  const { memberId, userId } = claim;
  const receiver = { householdId, memberId, banks };
  const tables = Object.entries(archive.manifest.tables);
  const rowsTotal = tables.reduce((sum, [, table]) => sum + table.rows, 0);
  let rowsDone = 0;
  await db().$transaction(
    async (tx) => {
      await clearHousehold(tx, receiver);
      const snapshot = snapshotOf((sql, values) => tx.$queryRawUnsafe(sql, ...values));
      const columns = await readColumns(snapshot);
      const onRows = async (rows: number) => {
        rowsDone += rows;
        await renewImport(ref, claim, rowsDone, rowsTotal);
      };
      for (const [table, plan] of listTables()) {
        const known = columns.get(table);
        if (plan.as !== 'restored' || !known) continue;
        await restoreOne(tx, receiver, archive, table, known, onRows);
      }
      await tx.$executeRaw`SET LOCAL TIME ZONE 'UTC'`;
      for (const [table, plan] of listTables()) {
        const known = columns.get(table);
        if (plan.as !== 'restored' || !known) continue;
        await compare(snapshot, { ...receiver, userId }, archive.manifest, table, known);
        await renewImport(ref, claim, rowsDone, rowsTotal);
      }
      // A rule that names what was kept from its reader is not in the file: what it said goes.
      await lockSorting(tx, householdId);
      await applyRulesToAll(tx, householdId);
      if (!(await endImport(ref, claim, 'none', tx))) throw new LostImport();
      await publish(tx, householdId, ['archives', 'items', 'accounts', 'transactions']);
      // Of all else that is in the file, too.
      await noteChange(tx, [householdId]);
      const details = { rows: rowsDone };
      await recordAudit(tx, householdId, { kind: 'archive_imported', details, by: userId });
    },
    { timeout: timeoutMs, maxWait: 10_000 },
  );
  log.info({ importId: ref.importId, rows: rowsDone }, 'archive imported');
}

/** What signing up put there goes; whatever somebody did there must not be. */
async function clearHousehold(tx: Tx, { householdId, memberId }: Receiver): Promise<void> {
  // Not against rows that point at it: whoever links a bank must not wait for this to end.
  await tx.$executeRaw`
    SELECT FROM "Household" WHERE "id" = ${householdId}::uuid FOR NO KEY UPDATE`;
  if (!(await isEmptyHousehold(tx, { householdId, memberId }))) {
    throw new ImportRefused('not_empty', 'the household is not empty');
  }
  for (const [table, plan] of listTables().reverse()) {
    if (plan.as !== 'restored' || table === 'Household') continue;
    await tx.$executeRawUnsafe(
      `DELETE FROM "${table}" WHERE "householdId" = $1::uuid`,
      householdId,
    );
  }
}

async function restoreOne(
  tx: Tx,
  receiver: Receiver,
  { manifest, readRows }: OpenArchive,
  table: TableName,
  known: TableColumns,
  onRows: (rows: number) => Promise<void>,
): Promise<void> {
  // An archive of an earlier version may lack a table, or a column that has a default.
  const said = manifest.tables[table];
  if (!said) return;
  const columns = chooseColumns(table, said.restored, known.restored);
  const path = jsonPath(table);
  const rows = await restoreTable(tx, receiver, table, columns, readRows(path), onRows);
  if (rows !== said.rows) throw new ImportRefused('damaged', `rows of ${table} are missing`);
}

function chooseColumns(table: string, said: readonly string[], known: readonly Column[]): Column[] {
  return said.map((name) => {
    const column = known.find((each) => each.name === name);
    if (!column) throw new ImportRefused('newer', `there is no ${table}.${name} here`);
    return column;
  });
}

/** @throws ImportRefused when what is here now is not what was there */
async function compare(
  snapshot: Snapshot,
  reader: { householdId: string; memberId: string; userId: string },
  { tables }: Manifest,
  table: TableName,
  known: TableColumns,
): Promise<void> {
  const said = tables[table];
  if (!said) return;
  const columns = {
    ...known,
    restored: chooseColumns(table, said.restored, known.restored),
    readOnly: [],
  };
  let content = '';
  const ignore = () => {};
  const file = writeJson(snapshot, reader, table, columns, ignore, (tally) => {
    content = tally.content;
  });
  for await (const _ of file);
  if (content !== said.content) throw new ImportRefused('inconsistent', `${table} is another`);
}
