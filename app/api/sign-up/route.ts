import { signUpInput } from '#lib/auth/contract';
import { signUpUnasked } from '#lib/auth/sign-up';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/sign-up',
    body: signUpInput,
    status: 201,
    limit: { capacity: 60, perMinute: 30 },
  },
  ({ body }) => signUpUnasked(body),
);
