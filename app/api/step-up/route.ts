import { stepUpInput } from '#lib/auth/contract';
import { readSessionToken } from '#lib/auth/request-session';
import { sessionCookieLine } from '#lib/auth/session-cookie';
import { stepUp } from '#lib/auth/step-up';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/step-up', body: stepUpInput, role: 'viewer' },
  async ({ session, body, request }) => {
    const renewed = await stepUp(session.userId, readSessionToken(request) ?? '', body);
    return Response.json({}, { headers: { 'set-cookie': sessionCookieLine(renewed) } });
  },
);
