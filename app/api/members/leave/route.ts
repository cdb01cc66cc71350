import { route } from '#lib/http/route';
import { leaveInput } from '#lib/members/contract';
import { leaveHousehold } from '#lib/members/leave-household';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/members/leave', body: leaveInput, role: 'viewer', fresh: true },
  async ({ session, body }) => {
    await leaveHousehold(session, body);
    return {};
  },
);
