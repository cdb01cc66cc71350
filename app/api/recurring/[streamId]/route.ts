import { streamParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { editStream } from '#lib/recurring/change-streams';
import { recurringQuery, streamPatch } from '#lib/recurring/contract';
import { getStream } from '#lib/recurring/queries';

export * from '#lib/http/other-methods';

const path = '/api/recurring/[streamId]';

export const GET = route(
  { method: 'GET', path, params: streamParams, query: recurringQuery },
  ({ session, params, query }) => getStream(session, params.streamId, query.on),
);

export const PATCH = route(
  { method: 'PATCH', path, params: streamParams, body: streamPatch },
  ({ session, params, body }) => editStream(session, params.streamId, body),
);
