import { savedReportParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { savedReportPatch } from '#lib/saved-reports/contract';
import { deleteSavedReport, renameSavedReport } from '#lib/saved-reports/mutations';

export * from '#lib/http/other-methods';

const path = '/api/saved-reports/[savedReportId]';

export const PATCH = route(
  { method: 'PATCH', path, params: savedReportParams, body: savedReportPatch },
  ({ session, params, body }) => renameSavedReport(session, params.savedReportId, body),
);

export const DELETE = route(
  { method: 'DELETE', path, params: savedReportParams },
  ({ session, params }) => deleteSavedReport(session, params.savedReportId),
);
