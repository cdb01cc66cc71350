import { createTokenInput } from '#lib/access-tokens/contract';
import { createToken } from '#lib/access-tokens/create-token';
import { listTokens } from '#lib/access-tokens/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/access-tokens';

export const GET = route({ method: 'GET', path }, ({ session }) => listTokens(session));

export const POST = route(
  {
    method: 'POST',
    path,
    body: createTokenInput,
    role: 'viewer',
    fresh: true,
    status: 201,
    limit: { capacity: 10, perMinute: 1 },
  },
  ({ session, body }) => createToken(session, body),
);
