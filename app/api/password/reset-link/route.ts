import { emailInput } from '#lib/auth/contract';
import { requestReset } from '#lib/auth/reset-password';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/password/reset-link',
    body: emailInput,
    status: 202,
    limit: { capacity: 20, perMinute: 1 },
  },
  async ({ body }) => {
    await requestReset(body.email);
    return {};
  },
);
