import { downloadReport } from '#lib/asset-reports/download-report';
import { assetReportParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** No GET: what Plaid refuses can be said on the page, and nothing on the way keeps the answer. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/asset-reports/[assetReportId]/download',
    params: assetReportParams,
    fresh: true,
    limit: { capacity: 10, perMinute: 5 },
  },
  ({ session, params }) => downloadReport(session, params.assetReportId),
);
