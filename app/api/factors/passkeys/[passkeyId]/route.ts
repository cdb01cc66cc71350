import { answerRenewed } from '#lib/auth/answer-renewed';
import { readSessionToken } from '#lib/auth/request-session';
import { renewOwnSession } from '#lib/auth/step-up';
import { renamePasskeyInput } from '#lib/factors/contract';
import { deletePasskey, renamePasskey } from '#lib/factors/mutations';
import { passkeyParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/factors/passkeys/[passkeyId]';

export const PATCH = route(
  { method: 'PATCH', path, params: passkeyParams, body: renamePasskeyInput, role: 'viewer' },
  ({ session, params, body }) => renamePasskey(session, params.passkeyId, body.name),
);

export const DELETE = route(
  { method: 'DELETE', path, params: passkeyParams, role: 'viewer', fresh: true },
  async ({ session, params, request }) => {
    const changed = await deletePasskey(session, params.passkeyId);
    return answerRenewed(changed, await renewOwnSession(readSessionToken(request), null));
  },
);
