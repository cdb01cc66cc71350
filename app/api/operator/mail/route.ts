import { operatorRoute } from '#lib/http/route';
import { listMailsOfAll } from '#lib/mail/queries';

export * from '#lib/http/other-methods';

export const GET = operatorRoute({ method: 'GET', path: '/api/operator/mail' }, () =>
  listMailsOfAll(),
);
