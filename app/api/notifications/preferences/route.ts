import { route } from '#lib/http/route';
import { preferenceInput } from '#lib/notifications/contract';
import { setPreference } from '#lib/notifications/mutations';
import { listPreferences } from '#lib/notifications/queries';

export * from '#lib/http/other-methods';

const path = '/api/notifications/preferences';

export const GET = route({ method: 'GET', path }, ({ session }) => listPreferences(session));

export const PATCH = route(
  { method: 'PATCH', path, body: preferenceInput, role: 'viewer' },
  async ({ session, body }) => {
    await setPreference(session, body);
    return listPreferences(session);
  },
);
