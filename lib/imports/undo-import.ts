import 'server-only';
import { lockAccounts, settleBalances } from '#lib/accounts/settle-balance';
import { recordAudit } from '#lib/audit/record-audit';
import { db, Prisma } from '#lib/db/client';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import type { FileImportDto } from './contract.ts';
import { getFileImport, noSuchImport, ownImports, undoableSince } from './queries.ts';

/**
 * Takes back all that an import brought, with whatever was decided about it since.
 *
 * @throws AppError not_found; import_refused when it is too long ago or undone already
 */
export async function undoFileImport(
  viewer: Viewer & { userId: string },
  importId: string,
): Promise<FileImportDto> {
  const { householdId } = viewer;
  const own = { ...(await ownImports(viewer)), id: importId };
  await db().$transaction(async (tx) => {
    const found = await tx.fileImport.findFirst({ where: own, select: { accountId: true } });
    if (!found) throw noSuchImport();
    await lockAccounts(tx, householdId, [found.accountId]);
    const { count } = await tx.fileImport.updateMany({
      where: { ...own, state: 'done', finishedAt: { gt: undoableSince() } },
      data: { state: 'undone' },
    });
    if (count === 0) {
      throw new AppError('import_refused', 'This import cannot be undone. Nothing was changed.');
    }
    await releaseDuplicates(tx, householdId, Prisma.sql`k."importId" = ${importId}::uuid`);
    const gone = await tx.transaction.deleteMany({ where: { householdId, importId } });
    await settleBalances(tx, householdId, [found.accountId]);
    await publish(tx, householdId, ['imports', 'accounts', 'transactions', 'tags']);
    await recordAudit(tx, viewer.userId, {
      kind: 'file_import_undone',
      details: { count: gone.count },
    });
  });
  return getFileImport(viewer, importId);
}
