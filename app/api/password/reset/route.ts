import { resetInput } from '#lib/auth/contract';
import { resetPassword } from '#lib/auth/reset-password';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/password/reset',
    body: resetInput,
    limit: { capacity: 20, perMinute: 5 },
  },
  async ({ body }) => {
    await resetPassword(body.token, body.password);
    return {};
  },
);
