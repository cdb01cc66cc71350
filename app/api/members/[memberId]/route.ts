import { getHousehold } from '#lib/households/queries';
import { memberParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { rolePatch } from '#lib/members/contract';
import { removeMember } from '#lib/members/leave-household';
import { setRole } from '#lib/members/set-role';

export * from '#lib/http/other-methods';

const path = '/api/members/[memberId]';

export const PATCH = route(
  { method: 'PATCH', path, params: memberParams, body: rolePatch, role: 'owner', fresh: true },
  async ({ session, params, body }) => {
    await setRole(session, params.memberId, body.role);
    return getHousehold(session);
  },
);

export const DELETE = route(
  { method: 'DELETE', path, params: memberParams, role: 'owner', fresh: true },
  async ({ session, params }) => {
    await removeMember(session, params.memberId);
    return getHousehold(session);
  },
);
