import { readAttemptToken } from '#lib/auth/request-session';
import { askToSignIn } from '#lib/auth/second-step';
import { attemptCookieLine } from '#lib/auth/session-cookie';
import { passkeyStepInput } from '#lib/factors/contract';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** What to ask a passkey with; what it answers goes to /api/sign-in. */
export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/sign-in/passkey',
    body: passkeyStepInput,
    limit: { capacity: 60, perMinute: 30 },
  },
  async ({ body, request }) => {
    const { options, attempt } = await askToSignIn(body.step, readAttemptToken(request));
    const response = Response.json(options);
    if (attempt) response.headers.append('set-cookie', attemptCookieLine(attempt));
    return response;
  },
);
