import { operatorRoute } from '#lib/http/route';
import { readPlaid } from '#lib/operator/read-plaid';

export * from '#lib/http/other-methods';

export const GET = operatorRoute({ method: 'GET', path: '/api/operator/plaid' }, () => readPlaid());
