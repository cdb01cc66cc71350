import { route } from '#lib/http/route';
import { downloadIncomeReport } from '#lib/income/download-report';

export * from '#lib/http/other-methods';

/** No GET: what Plaid refuses can be said on the page, and nothing on the way keeps the answer. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/income/report',
    role: 'viewer',
    fresh: true,
    limit: { capacity: 10, perMinute: 2 },
  },
  ({ session }) => downloadIncomeReport(session),
);
