import { filterReportInput } from '#lib/asset-reports/contract';
import { filterReport } from '#lib/asset-reports/derive-report';
import { assetReportParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/asset-reports/[assetReportId]/filter',
    params: assetReportParams,
    body: filterReportInput,
    status: 202,
    limit: { capacity: 5, perMinute: 1 },
  },
  ({ session, params, body }) => filterReport(session, params.assetReportId, body.leaveOut),
);
