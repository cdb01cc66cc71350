import { refreshReport } from '#lib/asset-reports/derive-report';
import { assetReportParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/asset-reports/[assetReportId]/refresh',
    params: assetReportParams,
    status: 202,
    limit: { capacity: 5, perMinute: 1 },
  },
  ({ session, params }) => refreshReport(session, params.assetReportId),
);
