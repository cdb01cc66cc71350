import { changePassword } from '#lib/auth/change-password';
import { newPasswordInput } from '#lib/auth/contract';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/password',
    body: newPasswordInput,
    role: 'viewer',
    fresh: true,
    limit: { capacity: 10, perMinute: 1 },
  },
  async ({ session, body }) => {
    await changePassword(session, body);
    return {};
  },
);
