import 'server-only';
import { lockAccounts, settleBalances } from '#lib/accounts/settle-balance';
import { holdSorting } from '#lib/categories/lock-sorting';
import { db, type Tx } from '#lib/db/client';
import { copyRows } from '#lib/db/copy-rows';
import { newId } from '#lib/db/ids';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { unnamedCurrency } from '#lib/money/currency';
import { applyRulesTo } from '#lib/rules/apply-rules';
import { applyInput, mappingSchema } from './contract.ts';
import { findDuplicates } from './find-duplicates.ts';
import { readFile } from './read-file.ts';
import type { ImportWork } from './read-import.ts';
import { readKnown } from './read-known.ts';
import { UnreadableFile } from './sheet.ts';
import { type FileRow, toRows } from './to-rows.ts';

const timeoutMs = 2 * 60_000;

/**
 * Writes what a file holds into its account, in one transaction: all of it or nothing. What is here
 * already is looked for anew, under the account's lock.
 *
 * @throws UnreadableFile
 */
export async function applyImport(work: ImportWork): Promise<void> {
  const { householdId, importId, version, accountId } = work;
  const sheet = readFile(work.file).sheets[work.sheet];
  const mapping = mappingSchema.safeParse(work.mapping).data;
  const choices = applyInput.safeParse(work.choices).data;
  if (!sheet || !mapping || !choices) throw new UnreadableFile('It was read otherwise before.');
  const { rows } = toRows(sheet, mapping, work.account.currency ?? unnamedCurrency);
  const except = new Set(choices.except);
  await db().$transaction(
    async (tx) => {
      await holdSorting(tx, householdId);
      await lockAccounts(tx, householdId, [accountId]);
      const duplicates = findDuplicates(
        rows,
        await readKnown(tx, { householdId, accountId }, rows),
      );
      const wanted = rows.filter(({ line }) => {
        if (!duplicates.has(line)) return true;
        return (choices.duplicates === 'import') !== except.has(line);
      });
      const { count } = await tx.fileImport.updateMany({
        where: { householdId, id: importId, version, state: 'applying' },
        data: {
          state: 'done',
          imported: wanted.length,
          finishedAt: new Date(),
          file: null,
          preview: {},
        },
      });
      // Another worker was faster, or the person gave it up.
      if (count === 0) return;
      await applyRulesTo(tx, householdId, await insert(tx, work, wanted));
      await settleBalances(tx, householdId, [accountId]);
      await publish(tx, householdId, ['imports', 'accounts', 'transactions']);
      log.info({ importId, rows: wanted.length }, 'file imported');
    },
    { timeout: timeoutMs, maxWait: 10_000 },
  );
}

const columns = {
  householdId: 'uuid',
  id: 'uuid',
  accountId: 'uuid',
  itemId: 'uuid',
  importId: 'uuid',
  importReference: 'text',
  date: 'date',
  amountMinor: 'bigint',
  currency: 'text',
  pending: 'boolean',
  name: 'text',
  providerCategoryId: 'uuid',
  note: 'text',
} as const;

/** @returns the ids of the new rows */
async function insert(tx: Tx, work: ImportWork, rows: readonly FileRow[]): Promise<string[]> {
  const { householdId, importId, accountId, account } = work;
  const categoryOf = await readCategoryNames(tx, householdId);
  const records = rows.map((row) => ({ row, id: newId() }));
  await copyRows(tx, '"Transaction"', columns, records, ({ row, id }) => ({
    householdId,
    id,
    accountId,
    itemId: account.itemId,
    importId,
    importReference: row.reference,
    date: row.date,
    amountMinor: row.amountMinor,
    currency: account.currency,
    pending: false,
    name: row.name,
    providerCategoryId: categoryOf(row.category),
    note: row.note,
  }));
  await tx.transaction.updateMany({
    where: { householdId, importId, note: { not: null } },
    data: { noteSetAt: new Date() },
  });
  return records.map(({ id }) => id);
}

const categoryLimit = 2_000;

/** The household's category of a name; of Quicken's `Food:Groceries` the last that there is. */
async function readCategoryNames(tx: Tx, householdId: string) {
  const categories = await tx.category.findMany({
    where: { householdId, mergedIntoId: null },
    select: { id: true, name: true, parentId: true },
    orderBy: { id: 'asc' },
    take: categoryLimit,
  });
  // Of a group and one within it that are called alike, the one within it.
  const leavesLast = categories.sort(
    (a, b) => Number(a.parentId !== null) - Number(b.parentId !== null),
  );
  const byName = new Map(leavesLast.map(({ id, name }) => [name.toLowerCase(), id]));
  return (text: string | null): string | null => {
    const names = [text ?? '', ...(text ?? '').split(':').reverse()];
    for (const name of names) {
      const id = byName.get(name.trim().toLowerCase());
      if (id) return id;
    }
    return null;
  };
}
