import { operatorRoute } from '#lib/http/route';
import { checkIntegrityNow } from '#lib/integrity/queries';

export * from '#lib/http/other-methods';

export const GET = operatorRoute(
  {
    method: 'GET',
    path: '/api/operator/integrity',
    limit: { capacity: 3, perMinute: 6 },
  },
  async () => ({ items: await checkIntegrityNow(), nextCursor: null }),
);
