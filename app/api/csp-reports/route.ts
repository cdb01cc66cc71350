import { reportPath } from '#lib/http/content-security-policy';
import { cspReport, noteCspReport } from '#lib/http/csp-report';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** Browsers send here what a page's content policy kept it from. */
export const POST = publicRoute(
  {
    method: 'POST',
    path: reportPath,
    body: cspReport,
    mediaType: 'application/csp-report',
    status: 204,
    limit: { capacity: 20, perMinute: 20 },
  },
  async ({ body }) => noteCspReport(body),
);
