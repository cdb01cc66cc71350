import { importParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { undoFileImport } from '#lib/imports/undo-import';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/imports/[importId]/undo', params: importParams },
  ({ session, params }) => undoFileImport(session, params.importId),
);
