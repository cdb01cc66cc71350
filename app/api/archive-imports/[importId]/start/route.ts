import { startImport } from '#lib/archive-imports/upload';
import { importParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/archive-imports/[importId]/start',
    params: importParams,
    role: 'owner',
    status: 202,
  },
  ({ session, params }) => startImport(session, params.importId),
);
