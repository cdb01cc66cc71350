import { answerRenewed } from '#lib/auth/answer-renewed';
import { type ProofKindsDto, stepUpInput } from '#lib/auth/contract';
import { readSessionToken } from '#lib/auth/request-session';
import { listProofKinds, stepUp } from '#lib/auth/step-up';
import { route } from '#lib/http/route';
import { findProviderName } from '#lib/oidc/queries';

export * from '#lib/http/other-methods';

const path = '/api/step-up';

export const GET = route(
  { method: 'GET', path },
  async ({ session }): Promise<ProofKindsDto> => ({
    kinds: await listProofKinds(session.userId),
    provider: findProviderName(),
  }),
);

export const POST = route(
  {
    method: 'POST',
    path,
    body: stepUpInput,
    role: 'viewer',
    limit: { capacity: 30, perMinute: 10 },
  },
  async ({ session, body, request }) => {
    const token = readSessionToken(request) ?? '';
    return answerRenewed({}, await stepUp(session, token, body));
  },
);
