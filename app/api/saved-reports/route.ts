import { route } from '#lib/http/route';
import { savedReportInput } from '#lib/saved-reports/contract';
import { createSavedReport } from '#lib/saved-reports/mutations';
import { listSavedReports } from '#lib/saved-reports/queries';

export * from '#lib/http/other-methods';

const path = '/api/saved-reports';

export const GET = route({ method: 'GET', path }, ({ session }) => listSavedReports(session));

export const POST = route(
  { method: 'POST', path, body: savedReportInput, status: 201 },
  ({ session, body }) => createSavedReport(session, body),
);
