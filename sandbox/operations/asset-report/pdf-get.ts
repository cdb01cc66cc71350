import type { AssetReportPDFGetRequest } from 'plaid';
import { reportDays } from '../../asset-reports/fields.ts';
import { printReport } from '../../asset-reports/print-report.ts';
import { requireReport } from '../../asset-reports/report.ts';
import { viewReport, wholeReport } from '../../asset-reports/view-report.ts';
import { filledText, object } from '../../plaid/fields.ts';
import { definePdfOperation, PdfAnswer } from '../../plaid/operation.ts';

export const assetReportPdfGet = definePdfOperation<AssetReportPDFGetRequest>({
  path: '/asset_report/pdf/get',
  request: {
    asset_report_token: filledText,
    options: object({ days_to_include: reportDays.nullable().optional() }).optional(),
  },
  handle: (call, { asset_report_token, options }) => {
    const report = requireReport(call, asset_report_token);
    const days = options?.days_to_include ?? null;
    return new PdfAnswer(printReport(viewReport(report, { ...wholeReport, days })));
  },
});
