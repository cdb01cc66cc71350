import 'server-only';
import { z } from 'zod';
import type { Tx } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import type { WebhookOutcome } from '#lib/webhooks/contract';
import { enqueuePoll } from './poll-report.ts';

const reportBody = z.object({
  asset_report_id: z.string().max(200),
  error: z.object({ error_type: z.string().max(100), error_code: z.string().max(100) }).nullish(),
});

/**
 * What a webhook says of a report. One that nobody here waits for was removed, or its answer is still under way: then
 * it is looked for before long.
 */
export async function applyToReport(
  tx: Tx,
  effect: 'report_ready' | 'report_failed',
  body: unknown,
): Promise<WebhookOutcome> {
  const parsed = reportBody.safeParse(body);
  if (!parsed.success) return 'unknown';
  const { asset_report_id: plaidReportId, error } = parsed.data;
  const report = await tx.assetReport.findFirst({
    where: { plaidReportId, state: 'waiting', removeRequestedAt: null },
    select: { householdId: true, id: true },
  });
  if (!report) return 'seen';
  const { householdId, id: reportId } = report;
  if (effect === 'report_ready') {
    await enqueuePoll(tx, { householdId, reportId });
    return 'woke';
  }
  await tx.assetReport.updateMany({
    where: { householdId, id: reportId, state: 'waiting' },
    data: {
      state: 'failed',
      errorType: error?.error_type ?? null,
      errorCode: error?.error_code ?? 'ASSET_REPORT_GENERATION_FAILED',
      pollAt: null,
    },
  });
  await publish(tx, householdId, ['asset_reports']);
  return 'woke';
}
