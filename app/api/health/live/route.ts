import { publicRoute } from '#lib/http/route';

export const GET = publicRoute({ method: 'GET', path: '/api/health/live' }, async () => ({
  status: 'ok',
}));
