import { isSessionOpen } from '#lib/auth/sessions';
import { route } from '#lib/http/route';
import { missedSince } from '#lib/live/hub';
import { openEventStream } from '#lib/live/open-event-stream';
import { streamQuery } from '#lib/live/stream-query';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/events', query: streamQuery },
  async ({ session, request, query: { since = null, once } }) =>
    once
      ? { topics: missedSince(session, since) }
      : openEventStream(session, since, request, () => isSessionOpen(session)),
);
