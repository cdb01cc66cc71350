import { requestVerifyLink } from '#lib/auth/change-email';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/email/verify-link',
    status: 202,
    role: 'viewer',
    limit: { capacity: 3, perMinute: 3 / 60 },
  },
  async ({ session }) => {
    await requestVerifyLink(session);
    return {};
  },
);
