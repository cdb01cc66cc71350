import { getHousehold } from '#lib/households/queries';
import { route } from '#lib/http/route';
import { transferInput } from '#lib/members/contract';
import { transferOwnership } from '#lib/members/set-role';

export * from '#lib/http/other-methods';

/** Hands the household over: another member owns it, and whoever did is a member. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/members/transfer',
    body: transferInput,
    role: 'owner',
    fresh: true,
  },
  async ({ session, body }) => {
    await transferOwnership(session, body.memberId);
    return getHousehold(session);
  },
);
