import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { toBankError } from '#lib/items/plaid-failure';
import { getAssetReportPdf } from '#lib/plaid/asset-reports';
import { openReport } from './open-report.ts';
import type { Asking } from './report-token.ts';

/** The report as Plaid prints it, passed on and kept nowhere. @throws AppError as readReport */
export async function downloadReport(viewer: Asking, reportId: string): Promise<Response> {
  const { token, createdAt, days, banks } = await openReport(viewer, reportId);
  const bytes = await getAssetReportPdf(token).catch((error: unknown) => {
    throw toBankError(error, 'The report could not be fetched');
  });
  const details = { days, banks: banks.length };
  await db().$transaction((tx) =>
    recordAudit(tx, viewer.userId, { kind: 'asset_report_downloaded', details }),
  );
  const day = createdAt.toISOString().slice(0, 10);
  return new Response(bytes, {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="asset-report-${day}.pdf"`,
    },
  });
}
