import { route } from '#lib/http/route';
import { createRelinkInput } from '#lib/relinks/contract';
import { moveHistory } from '#lib/relinks/move-history';
import { listRelinks } from '#lib/relinks/queries';

export * from '#lib/http/other-methods';

const path = '/api/relinks';

export const GET = route({ method: 'GET', path }, ({ session }) => listRelinks(session));

export const POST = route(
  {
    method: 'POST',
    path,
    body: createRelinkInput,
    status: 201,
    limit: { capacity: 5, perMinute: 5 },
  },
  ({ session, body }) => moveHistory(session, body),
);
