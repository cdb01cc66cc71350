import type { CreditRelayPDFGetRequest } from 'plaid';
import { reportType } from '../../asset-reports/fields.ts';
import { requireGrant } from '../../asset-reports/grants.ts';
import { printReport } from '../../asset-reports/print-report.ts';
import { viewReport, wholeReport } from '../../asset-reports/view-report.ts';
import { filledText } from '../../plaid/fields.ts';
import { definePdfOperation, PdfAnswer } from '../../plaid/operation.ts';

export const creditRelayPdfGet = definePdfOperation<CreditRelayPDFGetRequest>({
  path: '/credit/relay/pdf/get',
  request: { relay_token: filledText, report_type: reportType },
  handle: (call, { relay_token }) => {
    const { report } = requireGrant(call, 'relay', relay_token);
    return new PdfAnswer(printReport(viewReport(report, wholeReport)));
  },
});
