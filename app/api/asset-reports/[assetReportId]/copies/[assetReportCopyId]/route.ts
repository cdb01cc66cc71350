import { takeCopyBack } from '#lib/asset-reports/audit-copies';
import { assetReportCopyParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const DELETE = route(
  {
    method: 'DELETE',
    path: '/api/asset-reports/[assetReportId]/copies/[assetReportCopyId]',
    params: assetReportCopyParams,
  },
  ({ session, params: { assetReportId: reportId, assetReportCopyId: copyId } }) =>
    takeCopyBack(session, { reportId, copyId }),
);
