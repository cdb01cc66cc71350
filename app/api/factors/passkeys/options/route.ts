import { beginPasskey } from '#lib/factors/register-passkey';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** What the browser makes a passkey from; what it made goes to /api/factors/passkeys. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/factors/passkeys/options',
    role: 'viewer',
    fresh: true,
    limit: { capacity: 30, perMinute: 10 },
  },
  ({ session }) => beginPasskey(session),
);
