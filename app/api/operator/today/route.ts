import { operatorRoute } from '#lib/http/route';
import { readToday } from '#lib/operator/read-today';

export * from '#lib/http/other-methods';

export const GET = operatorRoute({ method: 'GET', path: '/api/operator/today' }, () => readToday());
