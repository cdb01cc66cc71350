import { createImportInput } from '#lib/archive-imports/contract';
import { listImports } from '#lib/archive-imports/queries';
import { createImport } from '#lib/archive-imports/upload';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/archive-imports';

export const GET = route({ method: 'GET', path }, ({ session }) => listImports(session));

export const POST = route(
  {
    method: 'POST',
    path,
    body: createImportInput,
    role: 'owner',
    fresh: true,
    status: 201,
    limit: { capacity: 10, perMinute: 1 },
  },
  ({ session, body }) => createImport(session, body),
);
