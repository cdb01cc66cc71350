import { deletionInput } from '#lib/deletions/contract';
import { previewDeletion } from '#lib/deletions/queries';
import { startDeletion } from '#lib/deletions/start-deletion';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/deletions';

/** What a deletion would take with it. */
export const GET = route({ method: 'GET', path }, ({ session }) => previewDeletion(session));

export const POST = route(
  {
    method: 'POST',
    path,
    body: deletionInput,
    role: 'viewer',
    fresh: true,
    status: 202,
    limit: { capacity: 10, perMinute: 1 },
  },
  ({ session, body }) => startDeletion(session, body),
);
