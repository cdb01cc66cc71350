import { route } from '#lib/http/route';
import { inviteInput } from '#lib/invites/contract';
import { createInvite } from '#lib/invites/create-invite';
import { listInvites } from '#lib/invites/queries';

export * from '#lib/http/other-methods';

const path = '/api/invites';

export const GET = route({ method: 'GET', path, role: 'owner' }, ({ session }) =>
  listInvites(session),
);

export const POST = route(
  {
    method: 'POST',
    path,
    body: inviteInput,
    role: 'owner',
    fresh: true,
    status: 201,
    limit: { capacity: 20, perMinute: 5 },
  },
  ({ session, body }) => createInvite(session, body),
);
