import { route } from '#lib/http/route';
import { endOtherSessions } from '#lib/sessions/mutations';
import { listSessions } from '#lib/sessions/queries';

export * from '#lib/http/other-methods';

const path = '/api/sessions';

export const GET = route({ method: 'GET', path }, ({ session }) => listSessions(session));

export const DELETE = route(
  { method: 'DELETE', path, role: 'viewer', fresh: true },
  async ({ session }) => {
    await endOtherSessions(session);
    return listSessions(session);
  },
);
