import { askToStepUp } from '#lib/auth/step-up';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** What to ask a passkey with; what it answers goes to /api/step-up. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/step-up/passkey',
    role: 'viewer',
    limit: { capacity: 30, perMinute: 10 },
  },
  ({ session }) => askToStepUp(session),
);
