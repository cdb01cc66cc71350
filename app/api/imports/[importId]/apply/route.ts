import { importParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { applyInput } from '#lib/imports/contract';
import { applyFileImport } from '#lib/imports/mutations';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/imports/[importId]/apply',
    params: importParams,
    body: applyInput,
    status: 202,
  },
  ({ session, params, body }) => applyFileImport(session, params.importId, body),
);
