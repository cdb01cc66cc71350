import { answerRenewed } from '#lib/auth/answer-renewed';
import { readSessionToken } from '#lib/auth/request-session';
import { renewOwnSession } from '#lib/auth/step-up';
import { newPasskeyInput } from '#lib/factors/contract';
import { addPasskey } from '#lib/factors/register-passkey';
import { route } from '#lib/http/route';
import { describeDevice } from '#lib/sessions/device-words';

export * from '#lib/http/other-methods';

/** Whoever has just made a passkey goes on with a second factor. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/factors/passkeys',
    body: newPasskeyInput,
    role: 'viewer',
    fresh: true,
    limit: { capacity: 30, perMinute: 10 },
  },
  async ({ session, body, request }) => {
    const name = describeDevice(request.headers.get('user-agent'));
    const changed = await addPasskey(session, body, name);
    const token = readSessionToken(request);
    return answerRenewed(changed, await renewOwnSession(token, { secondFactor: true }));
  },
);
