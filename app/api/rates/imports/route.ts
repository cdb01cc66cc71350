import { route } from '#lib/http/route';
import { rateImportQuery } from '#lib/rates/contract';
import { importRates } from '#lib/rates/import-rates';

export * from '#lib/http/other-methods';

/** The body is the file's bytes, as they are. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/rates/imports',
    query: rateImportQuery,
    mediaType: 'application/octet-stream',
    limit: { capacity: 20, perMinute: 6 },
  },
  ({ session, query, request }) => importRates(session, query, request),
);
