import { route } from '#lib/http/route';
import { mergeStreams } from '#lib/recurring/change-streams';
import { mergeInput } from '#lib/recurring/contract';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/recurring/merges', body: mergeInput },
  ({ session, body }) => mergeStreams(session, body),
);
