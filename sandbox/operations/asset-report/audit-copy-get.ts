import type { AssetReportAuditCopyGetRequest, AssetReportGetResponse } from 'plaid';
import { requireGrant } from '../../asset-reports/grants.ts';
import { viewReport, wholeReport } from '../../asset-reports/view-report.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const assetReportAuditCopyGet = defineOperation<
  AssetReportAuditCopyGetRequest,
  AssetReportGetResponse
>({
  path: '/asset_report/audit_copy/get',
  request: { audit_copy_token: filledText },
  handle: (call, { audit_copy_token }) =>
    viewReport(requireGrant(call, 'audit_copy', audit_copy_token).report, wholeReport),
});
