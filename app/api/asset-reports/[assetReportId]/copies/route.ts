import { copyReport } from '#lib/asset-reports/audit-copies';
import { copyReportInput } from '#lib/asset-reports/contract';
import { assetReportParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/asset-reports/[assetReportId]/copies',
    params: assetReportParams,
    body: copyReportInput,
    fresh: true,
    status: 201,
    limit: { capacity: 5, perMinute: 1 },
  },
  ({ session, params, body }) => copyReport(session, params.assetReportId, body.auditorId),
);
