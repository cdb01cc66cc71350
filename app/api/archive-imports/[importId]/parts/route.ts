import { partQuery } from '#lib/archive-imports/contract';
import { storePart } from '#lib/archive-imports/upload';
import { importParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** The body is the part's bytes, as they are. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/archive-imports/[importId]/parts',
    params: importParams,
    query: partQuery,
    mediaType: 'application/octet-stream',
    role: 'owner',
  },
  ({ session, params, query, request }) => storePart(session, params.importId, query.seq, request),
);
