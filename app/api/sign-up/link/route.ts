import { signUpLinkInput } from '#lib/auth/contract';
import { requestSignUp } from '#lib/auth/sign-up';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/sign-up/link',
    body: signUpLinkInput,
    status: 202,
    limit: { capacity: 20, perMinute: 1 },
  },
  async ({ body }) => {
    await requestSignUp(body);
    return {};
  },
);
