import { renewRecoveryCodes } from '#lib/factors/mutations';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/factors/recovery-codes',
    role: 'viewer',
    fresh: true,
    limit: { capacity: 10, perMinute: 5 },
  },
  ({ session }) => renewRecoveryCodes(session),
);
