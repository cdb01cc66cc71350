import { readAttemptToken, readBrowser } from '#lib/auth/request-session';
import { finishSignIn } from '#lib/auth/second-step';
import { attemptCookieLine, sessionCookieLine } from '#lib/auth/session-cookie';
import { factorProof } from '#lib/factors/contract';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** The second step, after next-auth’s (/api/auth/callback/credentials), or a passkey in place of both. */
export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/sign-in',
    body: factorProof,
    limit: { capacity: 60, perMinute: 30 },
  },
  async ({ body, request }) => {
    const session = await finishSignIn(readAttemptToken(request), body, readBrowser(request));
    const response = Response.json({});
    response.headers.append('set-cookie', sessionCookieLine(session));
    response.headers.append('set-cookie', attemptCookieLine(null));
    return response;
  },
);
