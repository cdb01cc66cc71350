import { answerRenewed } from '#lib/auth/answer-renewed';
import { readSessionToken } from '#lib/auth/request-session';
import { renewOwnSession } from '#lib/auth/step-up';
import { route } from '#lib/http/route';
import { unlinkIdentity } from '#lib/oidc/identities';
import { getOidc } from '#lib/oidc/queries';

export * from '#lib/http/other-methods';

const path = '/api/oidc';

/** How the person stands with the provider; linking begins at /api/auth/signin/oidc. */
export const GET = route({ method: 'GET', path }, ({ session }) => getOidc(session.userId));

export const DELETE = route(
  { method: 'DELETE', path, role: 'viewer', fresh: true },
  async ({ session, request }) => {
    await unlinkIdentity(session);
    const renewed = await renewOwnSession(readSessionToken(request), null);
    return answerRenewed({}, renewed);
  },
);
