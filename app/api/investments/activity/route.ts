import { route } from '#lib/http/route';
import { activityQuery } from '#lib/investments/contract';
import { listActivity } from '#lib/investments/list-activity';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/investments/activity', query: activityQuery },
  ({ session, query }) => listActivity(session, query),
);
