import { sessionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { endSession } from '#lib/sessions/mutations';
import { listSessions } from '#lib/sessions/queries';

export * from '#lib/http/other-methods';

export const DELETE = route(
  {
    method: 'DELETE',
    path: '/api/sessions/[sessionId]',
    params: sessionParams,
    role: 'viewer',
    fresh: true,
  },
  async ({ session, params }) => {
    await endSession(session, params.sessionId);
    return listSessions(session);
  },
);
