import { createReportInput } from '#lib/asset-reports/contract';
import { createReport } from '#lib/asset-reports/create-report';
import { listReports } from '#lib/asset-reports/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/asset-reports';

export const GET = route({ method: 'GET', path }, ({ session }) => listReports(session));

export const POST = route(
  {
    method: 'POST',
    path,
    body: createReportInput,
    status: 202,
    limit: { capacity: 5, perMinute: 1 },
  },
  ({ session, body }) => createReport(session, body),
);
