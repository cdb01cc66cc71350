import { passwordInput } from '#lib/auth/contract';
import { setPassword } from '#lib/auth/set-password';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/password',
    body: passwordInput,
    role: 'viewer',
    fresh: true,
    limit: { capacity: 10, perMinute: 1 },
  },
  async ({ session, body }) => {
    await setPassword(session.userId, body.password, { bySession: session.id });
    return {};
  },
);
