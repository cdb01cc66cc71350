import { route } from '#lib/http/route';
import { readInput } from '#lib/notifications/contract';
import { markRead } from '#lib/notifications/mutations';
import { listNotifications } from '#lib/notifications/queries';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/notifications/read', body: readInput, role: 'viewer' },
  async ({ session, body }) => {
    await markRead(session, body);
    return listNotifications(session);
  },
);
