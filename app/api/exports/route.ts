import { civilDateIn } from '#lib/dates/civil-date';
import { exportQuery } from '#lib/exports/contract';
import { countExport, exportTransactions } from '#lib/exports/export-transactions';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/exports';
/** Shared by the question and the file, which come in pairs. */
const limit = { capacity: 40, perMinute: 12 };

/** Asked before the file itself, so that the page can ask who it is; the file then needs no more. */
export const POST = route(
  { method: 'POST', path, query: exportQuery, role: 'viewer', fresh: true, limit },
  async ({ session, query }) => ({ count: await countExport(session, query) }),
);

/** The transactions of a filter as a file. */
export const GET = route(
  { method: 'GET', path, query: exportQuery, fresh: true, limit },
  ({ session, query }) => exportTransactions(session, query, civilDateIn('UTC', new Date())),
);
