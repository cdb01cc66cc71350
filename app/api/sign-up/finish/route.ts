import { finishSignUpInput } from '#lib/auth/contract';
import { finishSignUp } from '#lib/auth/sign-up';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/sign-up/finish',
    body: finishSignUpInput,
    status: 201,
    limit: { capacity: 20, perMinute: 5 },
  },
  ({ body }) => finishSignUp(body),
);
