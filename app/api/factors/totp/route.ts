import { answerRenewed } from '#lib/auth/answer-renewed';
import { readSessionToken } from '#lib/auth/request-session';
import { renewOwnSession } from '#lib/auth/step-up';
import { beginTotp, deleteTotp } from '#lib/factors/mutations';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/factors/totp';

/** The secret of an app that does not count yet; see ./confirm. */
export const POST = route(
  { method: 'POST', path, role: 'viewer', fresh: true, limit: { capacity: 20, perMinute: 5 } },
  ({ session }) => beginTotp(session),
);

export const DELETE = route(
  { method: 'DELETE', path, role: 'viewer', fresh: true },
  async ({ session, request }) => {
    const changed = await deleteTotp(session);
    return answerRenewed(changed, await renewOwnSession(readSessionToken(request), null));
  },
);
