import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { getAssetReport } from '#lib/plaid/asset-report-content';
import { classifyError } from '#lib/plaid/error-table';
import { PlaidError } from '#lib/plaid/plaid-error';
import { neverReady } from './describe-report.ts';
import { openReportToken, type ReportRef } from './report-token.ts';

/** After so long nobody waits any more. */
const patienceMs = 24 * 3_600_000;
const [shortestMs, longestMs] = [5_000, 15 * 60_000];

/** Has a worker look whether a report is ready, once this transaction commits. */
export function enqueuePoll(
  tx: Pick<Tx, '$executeRaw'>,
  { householdId, reportId }: ReportRef,
  delayMs = 0,
): Promise<void> {
  const key = `asset-report:${reportId}`;
  return enqueue(tx, 'poll-asset-report', { householdId, reportId }, { key, delayMs });
}

/**
 * Looks whether a report is ready: when a webhook says so, and where none comes at growing distances, for a day.
 * Harmless to run twice.
 */
export async function pollReport(ref: ReportRef): Promise<void> {
  const { householdId, reportId } = ref;
  const report = await db().assetReport.findFirst({
    where: { householdId, id: reportId, state: 'waiting', removeRequestedAt: null },
    select: { tokenSealed: true, polls: true, createdAt: true },
  });
  if (!report?.tokenSealed) return;
  try {
    // Whether it can be read is all that is asked here: no day of it.
    await getAssetReport(openReportToken(ref, report.tokenSealed), 0);
    await settleReport(ref, { state: 'ready', readyAt: new Date() });
  } catch (error) {
    if (!(error instanceof PlaidError)) throw error;
    const { type, code } = error;
    log.info({ code, reportId, polls: report.polls }, 'an asset report is not ready');
    if (!isPassing(error)) {
      return settleReport(ref, { state: 'failed', errorType: type, errorCode: code });
    }
    if (Date.now() - report.createdAt.getTime() > patienceMs) {
      return settleReport(ref, { state: 'failed', errorType: type, errorCode: neverReady });
    }
    await postpone(ref, report.polls);
  }
}

function isPassing(error: PlaidError): boolean {
  if (error.code === 'PRODUCT_NOT_READY') return true;
  return error.type !== 'ASSET_REPORT_ERROR' && classifyError(error) === 'wait';
}

async function postpone(ref: ReportRef, polls: number): Promise<void> {
  const delayMs = Math.min(shortestMs * 2 ** Math.min(polls, 10), longestMs);
  await db().$transaction(async (tx) => {
    await tx.assetReport.updateMany({
      where: { householdId: ref.householdId, id: ref.reportId, state: 'waiting' },
      data: { polls: polls + 1, pollAt: new Date(Date.now() + delayMs) },
    });
    await enqueuePoll(tx, ref, delayMs);
  });
}

type Ending =
  | { state: 'ready'; readyAt: Date }
  | { state: 'failed'; errorType: string | null; errorCode: string };

/** What has been settled stays so. */
export async function settleReport(
  { householdId, reportId }: ReportRef,
  ending: Ending,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.assetReport.updateMany({
      where: { householdId, id: reportId, state: 'waiting' },
      data: { ...ending, pollAt: null },
    });
    await publish(tx, householdId, ['asset_reports']);
  });
}
