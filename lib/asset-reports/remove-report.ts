import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { UnsealError } from '#lib/crypto/seal';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { removeAssetReport, removeAuditCopy } from '#lib/plaid/asset-reports';
import { PlaidError } from '#lib/plaid/plaid-error';
import { noReport } from './queries.ts';
import { type Asking, openCopyToken, openReportToken, type ReportRef } from './report-token.ts';

/** Has a report removed, at Plaid too, with whatever others may read of it. @throws AppError not_found */
export async function removeReport(viewer: Asking, reportId: string): Promise<void> {
  const { householdId, memberId } = viewer;
  await db().$transaction(async (tx) => {
    const count = await requestReportRemoval(tx, { householdId, memberId, id: reportId });
    if (count === 0) throw noReport();
    await recordAudit(tx, viewer.userId, { kind: 'asset_report_removed', details: {} });
  });
}

/**
 * Marks reports to be removed, in the transaction of whatever ends them.
 *
 * @returns how many there were
 */
export async function requestReportRemoval(
  tx: Tx,
  where: { householdId: string | { in: string[] }; memberId?: string; id?: string },
): Promise<number> {
  const marked = await tx.assetReport.updateManyAndReturn({
    where: { ...where, removeRequestedAt: null },
    data: { removeRequestedAt: new Date(), pollAt: null },
    select: { householdId: true, id: true },
  });
  for (const { householdId, id: reportId } of marked) {
    await enqueueReportRemoval(tx, { householdId, reportId });
    await publish(tx, householdId, ['asset_reports']);
  }
  return marked.length;
}

export function enqueueReportRemoval(
  tx: Pick<Tx, '$executeRaw'>,
  { householdId, reportId }: ReportRef,
): Promise<void> {
  const key = `remove-asset-report:${reportId}`;
  return enqueue(tx, 'remove-asset-report', { householdId, reportId }, { key, ifWaiting: 'keep' });
}

/**
 * Removes a marked report at Plaid, its copies first, then forgets it. Run by the worker until it succeeds.
 *
 * @throws PlaidError when Plaid did not confirm: the job is tried again
 */
export async function finishReportRemoval(ref: ReportRef): Promise<void> {
  const { householdId, reportId } = ref;
  const report = await db().assetReport.findFirst({
    where: { householdId, id: reportId, removeRequestedAt: { not: null } },
    select: { tokenSealed: true, copies: { select: { id: true, tokenSealed: true } } },
  });
  if (!report) return;
  const { tokenSealed, copies } = report;
  for (const { id: copyId, tokenSealed: copySealed } of copies) {
    // One that Plaid never answered for ends with its report: "does invalidate any audit_copy_tokens".
    if (copySealed === null) continue;
    const open = () => openCopyToken({ householdId, copyId }, copySealed);
    await endAtPlaid(() => removeAuditCopy(open()), reportId);
  }
  if (tokenSealed !== null) {
    await endAtPlaid(() => removeAssetReport(openReportToken(ref, tokenSealed)), reportId);
  }
  await db().$transaction(async (tx) => {
    await tx.assetReport.deleteMany({ where: { householdId, id: reportId } });
    await publish(tx, householdId, ['asset_reports']);
  });
  log.info({ reportId }, 'asset report removed');
}

/** What Plaid no longer knows is as removed as it can be; so is what no key here opens any more. */
async function endAtPlaid(end: () => Promise<void>, reportId: string): Promise<void> {
  try {
    await end();
  } catch (error) {
    if (error instanceof UnsealError) {
      log.error({ error, reportId }, 'a report is forgotten that stays at Plaid: have it removed');
    } else if (!(error instanceof PlaidError) || !isGone(error)) throw error;
  }
}

/** Plaid has no code of its own for a token it does not know. */
export function isGone({ code, message }: PlaidError): boolean {
  if (code === 'INVALID_AUDIT_COPY_TOKEN') return true;
  return code === 'INVALID_FIELD' && /asset report token/i.test(message);
}
