import { isSessionOpen } from '#lib/auth/sessions';
import { route } from '#lib/http/route';
import { openEventStream } from '#lib/live/open-event-stream';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/events' }, async ({ session, request }) =>
  openEventStream(session, request.signal, () => isSessionOpen(session)),
);
