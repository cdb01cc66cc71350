import { tagParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { mergeTagInput } from '#lib/tags/contract';
import { takeTagAway } from '#lib/tags/take-tag-away';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/tags/[tagId]/merge', params: tagParams, body: mergeTagInput },
  ({ session, params, body }) => takeTagAway(session, params.tagId, body.intoId),
);
