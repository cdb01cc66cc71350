import { readBackups } from '#lib/backups/queries';
import { operatorRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = operatorRoute({ method: 'GET', path: '/api/operator/backups' }, () =>
  readBackups(),
);
