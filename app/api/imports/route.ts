import { route } from '#lib/http/route';
import { uploadQuery } from '#lib/imports/contract';
import { listFileImports } from '#lib/imports/queries';
import { uploadFile } from '#lib/imports/upload-file';

export * from '#lib/http/other-methods';

const path = '/api/imports';

export const GET = route({ method: 'GET', path }, ({ session }) => listFileImports(session));

/** The body is the file's bytes, as they are. */
export const POST = route(
  {
    method: 'POST',
    path,
    query: uploadQuery,
    mediaType: 'application/octet-stream',
    status: 201,
    limit: { capacity: 20, perMinute: 6 },
  },
  ({ session, query, request }) => uploadFile(session, query, request),
);
