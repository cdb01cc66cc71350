import { route } from '#lib/http/route';
import { acceptInvite } from '#lib/invites/accept-invite';
import { acceptInput } from '#lib/invites/contract';

export * from '#lib/http/other-methods';

/** Joins the household of an invitation, and looks at it. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/invites/accept',
    body: acceptInput,
    role: 'viewer',
    limit: { capacity: 10, perMinute: 10 },
  },
  async ({ session, body }) => {
    await acceptInvite(session, body.token);
    return {};
  },
);
