import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { type OrderedReport, removeAssetReport } from '#lib/plaid/asset-reports';
import { isRefusal, PlaidError } from '#lib/plaid/plaid-error';
import type { AssetReportDto } from './contract.ts';
import { neverAnswered } from './describe-report.ts';
import { keptDays, reportLimit } from './limits.ts';
import { enqueuePoll, settleReport } from './poll-report.ts';
import { getReport, noReport } from './queries.ts';
import { type Asking, type ReportRef, sealReportToken } from './report-token.ts';

export type ReportFacts = {
  days: number;
  banks: string[];
  plaidItemIds: string[];
  leftOut: number;
};

/** Before the first look whether it is there; the webhook usually comes first. */
const firstPollMs = 5_000;

/**
 * Asks Plaid for a report, which becomes the viewer's. Its row is there before, so that one whose answer is lost is
 * told of; only of that one could anything stay at Plaid that nobody here can remove.
 *
 * @param ask  calls Plaid; throws what the person is told
 * @throws AppError household_refused when the viewer has too many, and whatever `ask` throws
 */
export async function orderReport(
  viewer: Asking,
  facts: ReportFacts,
  ask: (reportId: string) => Promise<OrderedReport>,
): Promise<AssetReportDto> {
  const { householdId } = viewer;
  const reportId = newId();
  await db().$transaction((tx) => begin(tx, viewer, reportId, facts));
  let ordered: OrderedReport;
  try {
    ordered = await ask(reportId);
  } catch (error) {
    await settleUnmade({ householdId, reportId }, error);
    throw error;
  }
  return db().$transaction(async (tx) => {
    const { count } = await tx.assetReport.updateMany({
      where: { householdId, id: reportId },
      data: {
        tokenSealed: sealReportToken({ householdId, reportId }, ordered.token),
        plaidReportId: ordered.plaidReportId,
        pollAt: new Date(Date.now() + firstPollMs),
      },
    });
    if (count === 0) {
      await removeAgain(ordered);
      throw noReport();
    }
    await enqueuePoll(tx, { householdId, reportId }, firstPollMs);
    await publish(tx, householdId, ['asset_reports']);
    const report = await getReport(viewer, reportId, tx);
    const { days, banks } = facts;
    const details = { days, banks: banks.length };
    await recordAudit(tx, viewer.userId, { kind: 'asset_report_made', details });
    return report;
  });
}

/** What Plaid refused is none; of what it did not answer to the end there may be one, which is told of. */
async function settleUnmade(ref: ReportRef, error: unknown): Promise<void> {
  const { householdId, reportId: id } = ref;
  const isLost =
    error instanceof AppError && error.cause instanceof PlaidError && !isRefusal(error.cause);
  if (isLost)
    await settleReport(ref, { state: 'failed', errorType: null, errorCode: neverAnswered });
  else await db().assetReport.deleteMany({ where: { householdId, id } });
}

async function begin(
  tx: Tx,
  { householdId, memberId }: Asking,
  reportId: string,
  facts: ReportFacts,
): Promise<void> {
  // Presses at once are counted one after the other; and who has left asks for nothing.
  const [member] = await tx.$queryRaw<unknown[]>`
    SELECT FROM "Member" WHERE "householdId" = ${householdId}::uuid AND "id" = ${memberId}::uuid
    FOR NO KEY UPDATE`;
  if (!member) throw new AppError('not_found', 'You are no longer in this household.');
  const count = await tx.assetReport.count({ where: { householdId, memberId } });
  if (count >= reportLimit) {
    throw new AppError(
      'household_refused',
      `You have ${reportLimit} reports. Remove one first; nothing was made.`,
    );
  }
  const expiresAt = new Date(Date.now() + keptDays * 86_400_000);
  await tx.assetReport.create({
    data: { householdId, id: reportId, memberId, ...facts, expiresAt },
  });
}

/** Its household was deleted while Plaid was being asked. */
async function removeAgain({ token, plaidReportId }: OrderedReport): Promise<void> {
  await removeAssetReport(token).catch((error: unknown) =>
    log.error({ error, plaidReportId }, 'a report stays at Plaid that nobody here knows'),
  );
}
