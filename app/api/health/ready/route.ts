import { checkReady } from '#lib/health/check-ready';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = publicRoute({ method: 'GET', path: '/api/health/ready' }, checkReady);
