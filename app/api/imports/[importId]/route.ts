import { importParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { importPatch } from '#lib/imports/contract';
import { discardFileImport, updateFileImport } from '#lib/imports/mutations';
import { getFileImport } from '#lib/imports/queries';

export * from '#lib/http/other-methods';

const path = '/api/imports/[importId]';

export const GET = route({ method: 'GET', path, params: importParams }, ({ session, params }) =>
  getFileImport(session, params.importId),
);

export const PATCH = route(
  { method: 'PATCH', path, params: importParams, body: importPatch },
  ({ session, params, body }) => updateFileImport(session, params.importId, body),
);

export const DELETE = route(
  { method: 'DELETE', path, params: importParams },
  ({ session, params }) => discardFileImport(session, params.importId),
);
