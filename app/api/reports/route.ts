import { route } from '#lib/http/route';
import type { Viewer } from '#lib/privacy/viewer';
import { type ReportRequest, reportRequest } from '#lib/reports/contract';
import { getReport } from '#lib/reports/queries';
import { writeCsv } from '#lib/reports/write-csv';

export * from '#lib/http/other-methods';

/** Any report, for programs or as a file. */
export const GET = route(
  { method: 'GET', path: '/api/reports', query: reportRequest },
  ({ session, query }) => answer(session, query),
);

async function answer(viewer: Viewer, { kind, today, format, ...query }: ReportRequest) {
  const report = await getReport(viewer, kind, query, today);
  if (format === 'json') return report;
  return new Response(writeCsv(report), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${kind}-${today}.csv"`,
    },
  });
}
