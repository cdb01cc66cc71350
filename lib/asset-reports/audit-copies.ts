import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { toBankError } from '#lib/items/plaid-failure';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { createAuditCopy, removeAuditCopy } from '#lib/plaid/asset-reports';
import { isRefusal, PlaidError } from '#lib/plaid/plaid-error';
import type { AssetReportDto } from './contract.ts';
import { copyLimit } from './limits.ts';
import { openReport } from './open-report.ts';
import { getReport, noReport } from './queries.ts';
import { isGone } from './remove-report.ts';
import { type Asking, openCopyToken, sealCopyToken } from './report-token.ts';

/**
 * Lets an auditor read a report at Plaid, until its person takes that back. Its row is there before Plaid is asked: a copy whose answer
 * is lost is told of, and ends with the report.
 *
 * @throws AppError not_found; household_refused when there are too many; plaid_error, also for an auditor whom Plaid does
 * not know; plaid_unavailable
 */
export async function copyReport(
  viewer: Asking,
  reportId: string,
  auditorId: string,
): Promise<AssetReportDto> {
  const { householdId } = viewer;
  const { token } = await openReport(viewer, reportId);
  const copyId = newId();
  await db().$transaction((tx) => beginCopy(tx, { householdId, id: copyId, reportId, auditorId }));
  const copyToken = await createAuditCopy(token, auditorId).catch(async (error: unknown) => {
    if (!isRefusal(error)) throw toUnsure(error);
    await db().assetReportCopy.deleteMany({ where: { householdId, id: copyId } });
    throw toBankError(error, 'The report was not shared');
  });
  const tokenSealed = sealCopyToken({ householdId, copyId }, copyToken);
  return db().$transaction(async (tx) => {
    const where = { householdId, id: copyId };
    const { count } = await tx.assetReportCopy.updateMany({ where, data: { tokenSealed } });
    if (count === 0) {
      await removeAgain(copyToken, reportId);
      throw noReport();
    }
    await publish(tx, householdId, ['asset_reports']);
    const report = await getReport(viewer, reportId, tx);
    const details = { auditor: auditorId };
    await recordAudit(tx, viewer.userId, { kind: 'asset_report_copied', details });
    return report;
  });
}

type CopyRow = { householdId: string; id: string; reportId: string; auditorId: string };

async function beginCopy(tx: Tx, row: CopyRow): Promise<void> {
  const { householdId, reportId } = row;
  // Presses at once are counted one after the other; and a report that is being removed is shared no more.
  const [report] = await tx.$queryRaw<unknown[]>`
    SELECT FROM "AssetReport" WHERE "householdId" = ${householdId}::uuid AND "id" = ${reportId}::uuid
      AND "removeRequestedAt" IS NULL FOR NO KEY UPDATE`;
  if (!report) throw noReport();
  if ((await tx.assetReportCopy.count({ where: { householdId, reportId } })) >= copyLimit) {
    throw new AppError(
      'household_refused',
      `${copyLimit} others may read this report already. Take one copy back first; nothing was shared.`,
    );
  }
  await tx.assetReportCopy.create({ data: row });
}

function toUnsure(error: unknown): unknown {
  if (!(error instanceof PlaidError)) return error;
  const { code, requestId } = error;
  return new AppError(
    'plaid_unavailable',
    'Plaid did not answer to the end, so they may or may not read this report now. Removing the report ends that for certain. You can try again.',
    { cause: error, data: { plaidCode: code, requestId } },
  );
}

/** The report was removed while Plaid was being asked. */
async function removeAgain(copyToken: string, reportId: string): Promise<void> {
  await removeAuditCopy(copyToken).catch((error: unknown) =>
    log.error({ error, reportId }, 'a copy of a report may stay at Plaid that nobody here knows'),
  );
}

/** @throws AppError not_found; household_refused for one that Plaid never confirmed; plaid_error or plaid_unavailable when it did not confirm the end */
export async function takeCopyBack(
  viewer: Asking,
  { reportId, copyId }: { reportId: string; copyId: string },
): Promise<AssetReportDto> {
  const { householdId, memberId } = viewer;
  const copy = await db().assetReportCopy.findFirst({
    where: { householdId, id: copyId, reportId, report: { memberId } },
    select: { auditorId: true, tokenSealed: true },
  });
  if (!copy) throw new AppError('not_found', 'There is no such copy; it was taken back before.');
  if (copy.tokenSealed === null) {
    throw new AppError(
      'household_refused',
      'Plaid never answered with what takes this copy back. Remove the report: that ends it for certain.',
    );
  }
  await removeAuditCopy(openCopyToken({ householdId, copyId }, copy.tokenSealed)).catch(
    (error: unknown) => {
      if (error instanceof PlaidError && isGone(error)) return;
      throw toBankError(error, 'The copy was not taken back');
    },
  );
  return db().$transaction(async (tx) => {
    await tx.assetReportCopy.deleteMany({ where: { householdId, id: copyId } });
    await publish(tx, householdId, ['asset_reports']);
    const report = await getReport(viewer, reportId, tx);
    const details = { auditor: copy.auditorId };
    await recordAudit(tx, viewer.userId, { kind: 'asset_report_copy_removed', details });
    return report;
  });
}
