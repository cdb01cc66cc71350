import { answerRenewed } from '#lib/auth/answer-renewed';
import { readSessionToken } from '#lib/auth/request-session';
import { renewOwnSession } from '#lib/auth/step-up';
import { totpInput } from '#lib/factors/contract';
import { addTotp } from '#lib/factors/mutations';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** Has the app count; whoever shows a code of it goes on with a second factor. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/factors/totp/confirm',
    body: totpInput,
    role: 'viewer',
    fresh: true,
    limit: { capacity: 20, perMinute: 5 },
  },
  async ({ session, body, request }) => {
    const changed = await addTotp(session, body.code);
    const token = readSessionToken(request);
    return answerRenewed(changed, await renewOwnSession(token, { secondFactor: true }));
  },
);
