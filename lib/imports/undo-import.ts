import 'server-only';
import { lockAccounts, settleBalances } from '#lib/accounts/settle-balance';
import { recordAudit } from '#lib/audit/record-audit';
import { holdSorting, lockSorting } from '#lib/categories/lock-sorting';
import { db, Prisma, type Tx } from '#lib/db/client';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { requestTransfers } from '#lib/transfers/request-transfers';
import type { FileImportDto } from './contract.ts';
import { forgetMemos } from './keep-memos.ts';
import { writeTimeoutMs } from './limits.ts';
import { getFileImport, noSuchImport, ownImports, undoableSince } from './queries.ts';
import { madeSchema, removeMade } from './remove-made.ts';

/**
 * Takes back all that an import brought, with whatever was decided about it since, and what it made beside its
 * rows that nobody uses.
 *
 * @throws AppError not_found; import_refused when it is too long ago or undone already
 */
export async function undoFileImport(
  viewer: Viewer & { userId: string },
  importId: string,
): Promise<FileImportDto> {
  const { householdId } = viewer;
  const own = { ...(await ownImports(viewer)), id: importId };
  await db().$transaction(
    async (tx) => {
      const found = await tx.fileImport.findFirst({
        where: own,
        select: { accountId: true, made: true },
      });
      if (!found) throw noSuchImport();
      const made = madeSchema.safeParse(found.made).data ?? { categories: [], tags: [], memos: [] };
      const hasMade = made.categories.length + made.tags.length > 0;
      await (hasMade ? lockSorting : holdSorting)(tx, householdId);
      await lockAccounts(tx, householdId, [found.accountId]);
      const { count } = await tx.fileImport.updateMany({
        where: { ...own, state: 'done', finishedAt: { gt: undoableSince() } },
        data: { state: 'undone' },
      });
      if (count === 0) {
        throw new AppError('import_refused', 'This import cannot be undone. Nothing was changed.');
      }
      await releaseDuplicates(tx, householdId, Prisma.sql`k."importId" = ${importId}::uuid`);
      const otherEnds = await listOtherEnds(tx, householdId, importId);
      const gone = await tx.transaction.deleteMany({ where: { householdId, importId } });
      if (hasMade) await removeMade(tx, householdId, made);
      await forgetMemos(tx, householdId, made.memos);
      // They may be the ends of other transfers now.
      await requestTransfers(tx, householdId, otherEnds);
      await settleBalances(tx, householdId, [found.accountId]);
      await publish(tx, householdId, ['imports', 'accounts', 'transactions', 'tags'], {
        accountIds: [found.accountId],
      });
      await recordAudit(tx, viewer.userId, {
        kind: 'file_import_undone',
        details: { count: gone.count },
      });
    },
    { timeout: writeTimeoutMs, maxWait: 10_000 },
  );
  return getFileImport(viewer, importId);
}

/** Rows of other accounts that are the other end of a transfer with a row of the import. */
async function listOtherEnds(tx: Tx, householdId: string, importId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT f."inId" AS "id" FROM "Transfer" f JOIN "Transaction" t
      ON t."householdId" = f."householdId" AND t."id" = f."outId" AND t."importId" = ${importId}::uuid
    WHERE f."householdId" = ${householdId}::uuid AND f."inId" IS NOT NULL
    UNION SELECT f."outId" FROM "Transfer" f JOIN "Transaction" t
      ON t."householdId" = f."householdId" AND t."id" = f."inId" AND t."importId" = ${importId}::uuid
    WHERE f."householdId" = ${householdId}::uuid AND f."outId" IS NOT NULL`;
  return rows.map(({ id }) => id);
}
