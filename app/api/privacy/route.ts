import { route } from '#lib/http/route';
import { privacyPatch } from '#lib/privacy/contract';
import { getPrivacy } from '#lib/privacy/queries';
import { setPrivacy } from '#lib/privacy/set-privacy';

export * from '#lib/http/other-methods';

const path = '/api/privacy';

export const GET = route({ method: 'GET', path }, ({ session }) => getPrivacy(session));

export const PATCH = route(
  { method: 'PATCH', path, body: privacyPatch, role: 'viewer' },
  async ({ session, body }) => {
    await setPrivacy(session, body);
    return getPrivacy(session);
  },
);
