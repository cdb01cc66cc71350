import { civilDateIn } from '#lib/dates/civil-date';
import { exportQuery } from '#lib/exports/contract';
import { exportTransactions } from '#lib/exports/export-transactions';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** The transactions of a filter as a file. */
export const GET = route(
  {
    method: 'GET',
    path: '/api/exports',
    query: exportQuery,
    limit: { capacity: 20, perMinute: 6 },
  },
  async ({ session, query }) => exportTransactions(session, query, civilDateIn('UTC', new Date())),
);
