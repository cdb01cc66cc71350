import { getReport } from '#lib/asset-reports/queries';
import { removeReport } from '#lib/asset-reports/remove-report';
import { assetReportParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/asset-reports/[assetReportId]';

export const GET = route(
  { method: 'GET', path, params: assetReportParams },
  ({ session, params }) => getReport(session, params.assetReportId),
);

/** With a proof, because one of that day cannot be made again; taking back what others may read asks for none. */
export const DELETE = route(
  { method: 'DELETE', path, params: assetReportParams, fresh: true, status: 204 },
  ({ session, params }) => removeReport(session, params.assetReportId),
);
