import { getHousehold } from '#lib/households/queries';
import { inviteParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { revokeInvite } from '#lib/invites/mutations';

export * from '#lib/http/other-methods';

export const DELETE = route(
  { method: 'DELETE', path: '/api/invites/[inviteId]', params: inviteParams, role: 'owner' },
  async ({ session, params }) => {
    await revokeInvite(session, params.inviteId);
    return getHousehold(session);
  },
);
