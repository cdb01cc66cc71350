import { answerRenewed } from '#lib/auth/answer-renewed';
import { requestEmailChange } from '#lib/auth/change-email';
import { emailInput } from '#lib/auth/contract';
import { readSessionToken } from '#lib/auth/request-session';
import { renewOwnSession } from '#lib/auth/step-up';
import { route } from '#lib/http/route';
import { getProfile } from '#lib/profile/queries';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/email',
    body: emailInput,
    role: 'viewer',
    fresh: true,
    limit: { capacity: 5, perMinute: 5 / 60 },
  },
  async ({ session, body, request }) => {
    await requestEmailChange(session, body.email);
    const renewed = await renewOwnSession(readSessionToken(request), null);
    return answerRenewed(await getProfile(session.userId), renewed);
  },
);
