import { route } from '#lib/http/route';
import { largeFromInput } from '#lib/notifications/contract';
import { setLargeFrom } from '#lib/notifications/large-from';
import { listPreferences } from '#lib/notifications/queries';

export * from '#lib/http/other-methods';

export const PATCH = route(
  {
    method: 'PATCH',
    path: '/api/notifications/large-from',
    body: largeFromInput,
    role: 'viewer',
  },
  async ({ session, body }) => {
    await setLargeFrom(session, body);
    return listPreferences(session);
  },
);
