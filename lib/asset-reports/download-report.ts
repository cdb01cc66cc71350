import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { answerPdf } from '#lib/http/answer-pdf';
import { toBankError } from '#lib/items/plaid-failure';
import { getAssetReportPdf } from '#lib/plaid/asset-reports';
import type { Viewer } from '#lib/privacy/viewer';
import { openReport } from './open-report.ts';
import type { Asking } from './report-token.ts';

/** The report as Plaid prints it, passed on and kept nowhere. @throws AppError as readReport */
export async function downloadReport(viewer: Asking, reportId: string): Promise<Response> {
  const { days, banks, ...file } = await fetchReportPdf(viewer, reportId);
  const details = { days, banks: banks.length };
  await db().$transaction((tx) =>
    recordAudit(tx, viewer.userId, { kind: 'asset_report_downloaded', details }),
  );
  return answerPdf(file);
}

/** The same for whoever may read it. @throws AppError as readReport */
export async function fetchReportPdf(viewer: Viewer, reportId: string) {
  const { token, createdAt, days, banks } = await openReport(viewer, reportId);
  const bytes = await getAssetReportPdf(token).catch((error: unknown) => {
    throw toBankError(error, 'The report could not be fetched');
  });
  const fileName = `asset-report-${createdAt.toISOString().slice(0, 10)}.pdf`;
  return { fileName, bytes, days, banks };
}
