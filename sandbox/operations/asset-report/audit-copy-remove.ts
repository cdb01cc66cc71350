import type { AssetReportAuditCopyRemoveRequest, AssetReportAuditCopyRemoveResponse } from 'plaid';
import { removeGrant } from '../../asset-reports/grants.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const assetReportAuditCopyRemove = defineOperation<
  AssetReportAuditCopyRemoveRequest,
  AssetReportAuditCopyRemoveResponse
>({
  path: '/asset_report/audit_copy/remove',
  request: { audit_copy_token: filledText },
  handle: (call, { audit_copy_token }) => {
    removeGrant(call, 'audit_copy', audit_copy_token);
    return { removed: true };
  },
});
