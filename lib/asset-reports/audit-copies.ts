import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { toBankError } from '#lib/items/plaid-failure';
import { publish } from '#lib/live/publish';
import { createAuditCopy, removeAuditCopy } from '#lib/plaid/asset-reports';
import { PlaidError } from '#lib/plaid/plaid-error';
import type { AssetReportDto } from './contract.ts';
import { copyLimit } from './limits.ts';
import { openReport } from './open-report.ts';
import { getReport } from './queries.ts';
import { isGone } from './remove-report.ts';
import { type Asking, openCopyToken, sealCopyToken } from './report-token.ts';

/**
 * Lets an auditor read a report at Plaid, until its person takes that back.
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
  if ((await db().assetReportCopy.count({ where: { householdId, reportId } })) >= copyLimit) {
    throw new AppError(
      'household_refused',
      `${copyLimit} others may read this report already. Take one copy back first; nothing was shared.`,
    );
  }
  const copyToken = await createAuditCopy(token, auditorId).catch((error: unknown) => {
    throw toBankError(error, 'The report was not shared');
  });
  const copyId = newId();
  const tokenSealed = sealCopyToken({ householdId, copyId }, copyToken);
  return db().$transaction(async (tx) => {
    await tx.assetReportCopy.create({
      data: { householdId, id: copyId, reportId, auditorId, tokenSealed },
    });
    await publish(tx, householdId, ['asset_reports']);
    const report = await getReport(viewer, reportId, tx);
    const details = { auditor: auditorId };
    await recordAudit(tx, viewer.userId, { kind: 'asset_report_copied', details });
    return report;
  });
}

/** @throws AppError not_found; plaid_error or plaid_unavailable when Plaid did not confirm */
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
