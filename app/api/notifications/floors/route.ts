import { route } from '#lib/http/route';
import { setFloor } from '#lib/notifications/balance-floors';
import { floorInput } from '#lib/notifications/contract';
import { listPreferences } from '#lib/notifications/queries';

export * from '#lib/http/other-methods';

export const PATCH = route(
  { method: 'PATCH', path: '/api/notifications/floors', body: floorInput, role: 'viewer' },
  async ({ session, body }) => {
    await setFloor(session, body);
    return listPreferences(session);
  },
);
