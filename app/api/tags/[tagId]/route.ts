import { tagParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { tagInput } from '#lib/tags/contract';
import { renameTag } from '#lib/tags/mutations';
import { takeTagAway } from '#lib/tags/take-tag-away';

export * from '#lib/http/other-methods';

const path = '/api/tags/[tagId]';

export const PATCH = route(
  { method: 'PATCH', path, params: tagParams, body: tagInput },
  ({ session, params, body }) => renameTag(session, params.tagId, body),
);

export const DELETE = route({ method: 'DELETE', path, params: tagParams }, ({ session, params }) =>
  takeTagAway(session, params.tagId, null),
);
