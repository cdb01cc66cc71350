import { route } from '#lib/http/route';
import { savedViewInput } from '#lib/saved-views/contract';
import { createSavedView } from '#lib/saved-views/mutations';
import { listSavedViews } from '#lib/saved-views/queries';

export * from '#lib/http/other-methods';

const path = '/api/saved-views';

export const GET = route({ method: 'GET', path }, ({ session }) => listSavedViews(session));

export const POST = route(
  { method: 'POST', path, body: savedViewInput, status: 201, role: 'viewer' },
  ({ session, body }) => createSavedView(session, body),
);
