import type { AssetReportAuditCopyCreateRequest, AssetReportAuditCopyCreateResponse } from 'plaid';
import { grantReport } from '../../asset-reports/grants.ts';
import { requireReport } from '../../asset-reports/report.ts';
import { viewReport, wholeReport } from '../../asset-reports/view-report.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const assetReportAuditCopyCreate = defineOperation<
  AssetReportAuditCopyCreateRequest,
  AssetReportAuditCopyCreateResponse
>({
  path: '/asset_report/audit_copy/create',
  request: { asset_report_token: filledText, auditor_id: filledText.optional() },
  handle: (call, { asset_report_token }) => {
    const report = requireReport(call, asset_report_token);
    // Only what is ready can be shown to an auditor.
    viewReport(report, wholeReport);
    return { audit_copy_token: grantReport(call, 'audit_copy', report, null) };
  },
});
