import { route } from '#lib/http/route';
import { inviteInput } from '#lib/invites/contract';
import { createInvite } from '#lib/invites/create-invite';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/invites',
    body: inviteInput,
    role: 'owner',
    fresh: true,
    status: 201,
    limit: { capacity: 20, perMinute: 5 },
  },
  ({ session, body }) => createInvite(session, body),
);
