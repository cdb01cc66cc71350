import 'server-only';
import { db } from '#lib/db/client';
import { neverAnswered } from './describe-report.ts';
import { settleReport } from './poll-report.ts';
import { requestReportRemoval } from './remove-report.ts';
import type { ReportRef } from './report-token.ts';

const batchSize = 500;
/** No call of Plaid's takes so long: whoever made it is gone. */
const answerMinutes = 5;

/** Reports that are to be looked for by now, whatever became of their job. */
export function listReportsDue(): Promise<ReportRef[]> {
  return db().$queryRaw<ReportRef[]>`
    SELECT "householdId", "id" AS "reportId" FROM "AssetReport"
    WHERE "pollAt" <= now() AND "removeRequestedAt" IS NULL LIMIT ${batchSize}`;
}

/** Removals that Plaid has not confirmed. */
export function listReportRemovals(): Promise<ReportRef[]> {
  return db().$queryRaw<ReportRef[]>`
    SELECT "householdId", "id" AS "reportId" FROM "AssetReport"
    WHERE "removeRequestedAt" IS NOT NULL LIMIT ${batchSize}`;
}

/** Marks what has had its time, and settles what was never answered. */
export async function endOverdueReports(): Promise<void> {
  const over = await db().$queryRaw<ReportRef[]>`
    SELECT "householdId", "id" AS "reportId" FROM "AssetReport"
    WHERE "expiresAt" <= now() AND "removeRequestedAt" IS NULL LIMIT ${batchSize}`;
  for (const { householdId, reportId } of over) {
    await db().$transaction((tx) => requestReportRemoval(tx, { householdId, id: reportId }));
  }
  const unanswered = await db().$queryRaw<ReportRef[]>`
    SELECT "householdId", "id" AS "reportId" FROM "AssetReport"
    WHERE "state" = 'waiting' AND "tokenSealed" IS NULL AND "removeRequestedAt" IS NULL
      AND "createdAt" < now() - make_interval(mins => ${answerMinutes}) LIMIT ${batchSize}`;
  for (const ref of unanswered) {
    await settleReport(ref, { state: 'failed', errorType: null, errorCode: neverAnswered });
  }
}
