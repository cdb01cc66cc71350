import { answerRenewed } from '#lib/auth/answer-renewed';
import { changePassword } from '#lib/auth/change-password';
import { newPasswordInput } from '#lib/auth/contract';
import { readSessionToken } from '#lib/auth/request-session';
import { renewOwnSession } from '#lib/auth/step-up';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/password',
    body: newPasswordInput,
    role: 'viewer',
    fresh: true,
    limit: { capacity: 10, perMinute: 1 },
  },
  async ({ session, body, request }) => {
    await changePassword(session, body);
    return answerRenewed({}, await renewOwnSession(readSessionToken(request), null));
  },
);
