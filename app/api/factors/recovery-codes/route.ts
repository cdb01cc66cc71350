import { answerRenewed } from '#lib/auth/answer-renewed';
import { readSessionToken } from '#lib/auth/request-session';
import { renewOwnSession } from '#lib/auth/step-up';
import { renewRecoveryCodes } from '#lib/factors/mutations';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/factors/recovery-codes',
    role: 'viewer',
    fresh: true,
    limit: { capacity: 10, perMinute: 5 },
  },
  async ({ session, request }) => {
    const changed = await renewRecoveryCodes(session);
    return answerRenewed(changed, await renewOwnSession(readSessionToken(request), null));
  },
);
