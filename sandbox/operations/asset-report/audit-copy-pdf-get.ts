import type { AssetReportAuditCopyPdfGetRequest } from 'plaid';
import { reportDays } from '../../asset-reports/fields.ts';
import { requireGrant } from '../../asset-reports/grants.ts';
import { printReport } from '../../asset-reports/print-report.ts';
import { viewReport, wholeReport } from '../../asset-reports/view-report.ts';
import { filledText, object } from '../../plaid/fields.ts';
import { definePdfOperation, PdfAnswer } from '../../plaid/operation.ts';

export const assetReportAuditCopyPdfGet = definePdfOperation<AssetReportAuditCopyPdfGetRequest>({
  path: '/asset_report/audit_copy/pdf/get',
  request: {
    audit_copy_token: filledText,
    options: object({ days_to_include: reportDays.nullable().optional() }).optional(),
  },
  handle: (call, { audit_copy_token, options }) => {
    const { report } = requireGrant(call, 'audit_copy', audit_copy_token);
    const days = options?.days_to_include ?? null;
    return new PdfAnswer(printReport(viewReport(report, { ...wholeReport, days })));
  },
});
