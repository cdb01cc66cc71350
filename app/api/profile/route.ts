import { route } from '#lib/http/route';
import { profileInput } from '#lib/profile/contract';
import { setName } from '#lib/profile/mutations';
import { getProfile } from '#lib/profile/queries';

export * from '#lib/http/other-methods';

const path = '/api/profile';

export const GET = route({ method: 'GET', path }, ({ session }) => getProfile(session.userId));

export const PATCH = route(
  { method: 'PATCH', path, body: profileInput, role: 'viewer' },
  async ({ session, body }) => {
    await setName(session.userId, body.name);
    return getProfile(session.userId);
  },
);
