import 'server-only';
import { lockAccounts, settleBalances } from '#lib/accounts/settle-balance';
import { recordAudit } from '#lib/audit/record-audit';
import { holdSorting, lockSorting } from '#lib/categories/lock-sorting';
import { db, type Tx } from '#lib/db/client';
import { copyRows } from '#lib/db/copy-rows';
import { newId } from '#lib/db/ids';
import { failPoint } from '#lib/fail-point';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { unnamedCurrency } from '#lib/money/currency';
import { applyRulesTo } from '#lib/rules/apply-rules';
import { requestTransfers } from '#lib/transfers/request-transfers';
import { applyInput, mappingSchema } from './contract.ts';
import { isEnrichable } from './enrichable.ts';
import { findDuplicates } from './find-duplicates.ts';
import { enqueueEnriching } from './find-enriching.ts';
import { findNamed } from './find-named.ts';
import { keepMemos } from './keep-memos.ts';
import { writeTimeoutMs } from './limits.ts';
import { listUnknown } from './list-unknown.ts';
import { makeUnknown } from './make-unknown.ts';
import { readFile } from './read-file.ts';
import type { ImportWork } from './read-import.ts';
import { readKnown } from './read-known.ts';
import { UnreadableFile } from './sheet.ts';
import { type FileRow, toRows } from './to-rows.ts';

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
  const isEnriched = choices.enrich && isEnrichable(work.account);
  await db().$transaction(
    async (tx) => {
      await (choices.make.length > 0 ? lockSorting : holdSorting)(tx, householdId);
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
          enrich: isEnriched,
          finishedAt: new Date(),
          file: null,
          preview: {},
        },
      });
      // Another worker was faster, or the person gave it up.
      if (count === 0) return;
      const unknown = listUnknown(wanted, await findNamed(tx, householdId));
      const brought = new Set(wanted.map(({ line }) => line));
      const skipped = [...duplicates.values()].filter(({ row }) => !brought.has(row.line));
      const made = {
        ...(await makeUnknown(tx, householdId, unknown, choices.make)),
        memos: await keepMemos(tx, { householdId, accountId }, skipped),
      };
      await tx.fileImport.updateMany({ where: { householdId, id: importId }, data: { made } });
      const written = await insert(tx, work, wanted);
      await applyRulesTo(tx, householdId, written);
      await requestTransfers(tx, householdId, written);
      failPoint('import-written');
      if (isEnriched) await enqueueEnriching(tx, { householdId, importId });
      await settleBalances(tx, householdId, [accountId]);
      await publish(tx, householdId, ['imports', 'accounts', 'transactions', 'tags'], {
        accountIds: [accountId],
      });
      await recordAudit(tx, work.member.userId, {
        kind: 'file_imported',
        details: { count: wanted.length },
        by: work.member.userId,
      });
      log.info({ importId, rows: wanted.length }, 'file imported');
    },
    { timeout: writeTimeoutMs, maxWait: 10_000 },
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
  memo: 'text',
  providerCategoryId: 'uuid',
  note: 'text',
  reviewed: 'boolean',
  hidden: 'boolean',
} as const;

const tagColumns = {
  householdId: 'uuid',
  transactionId: 'uuid',
  tagId: 'uuid',
  byPerson: 'boolean',
} as const;

/** @returns the ids of the new rows */
async function insert(tx: Tx, work: ImportWork, rows: readonly FileRow[]): Promise<string[]> {
  const { householdId, importId, accountId, account } = work;
  const named = await findNamed(tx, householdId);
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
    memo: row.memo,
    providerCategoryId: named.category(row.category),
    note: row.note,
    reviewed: row.reviewed,
    hidden: row.hidden,
  }));
  // What the file says of these a person once decided.
  await tx.$executeRaw`
    UPDATE "Transaction" SET "noteSetAt" = CASE WHEN "note" IS NOT NULL THEN now() END,
      "reviewedSetAt" = CASE WHEN "reviewed" THEN now() END,
      "hiddenSetAt" = CASE WHEN "hidden" THEN now() END
    WHERE "householdId" = ${householdId}::uuid AND "importId" = ${importId}::uuid
      AND ("note" IS NOT NULL OR "reviewed" OR "hidden")`;
  const tags = records.flatMap(({ row, id }) => {
    const tagIds = row.tags.flatMap((name) => named.tag(name) ?? []);
    return tagIds.map((tagId) => ({ id, tagId }));
  });
  await copyRows(tx, '"TransactionTag"', tagColumns, tags, ({ id, tagId }) => ({
    householdId,
    transactionId: id,
    tagId,
    byPerson: true,
  }));
  return records.map(({ id }) => id);
}
