import { answerRenewed } from '#lib/auth/answer-renewed';
import { confirmEmail } from '#lib/auth/change-email';
import { tokenInput } from '#lib/auth/contract';
import { readSessionToken } from '#lib/auth/request-session';
import { renewSession } from '#lib/auth/sessions';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/email/verify',
    body: tokenInput,
    limit: { capacity: 30, perMinute: 10 },
  },
  async ({ body, request }) => {
    const token = readSessionToken(request);
    await confirmEmail(body.token, token);
    const renewed = token && (await renewSession(token, null));
    return renewed ? answerRenewed({}, renewed) : {};
  },
);
