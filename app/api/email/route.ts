import { requestEmailChange } from '#lib/auth/change-email';
import { emailInput } from '#lib/auth/contract';
import { route } from '#lib/http/route';
import { getProfile } from '#lib/profile/queries';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/email',
    body: emailInput,
    role: 'viewer',
    fresh: true,
    limit: { capacity: 5, perMinute: 5 / 60 },
  },
  async ({ session, body }) => {
    await requestEmailChange(session, body.email);
    return getProfile(session.userId);
  },
);
