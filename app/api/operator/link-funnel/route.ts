import { operatorRoute } from '#lib/http/route';
import { readLinkFunnel } from '#lib/link-events/queries';

export * from '#lib/http/other-methods';

export const GET = operatorRoute({ method: 'GET', path: '/api/operator/link-funnel' }, () =>
  readLinkFunnel(),
);
