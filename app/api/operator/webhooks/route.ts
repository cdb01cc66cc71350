import { operatorRoute } from '#lib/http/route';
import { listPuzzlingWebhooks } from '#lib/webhooks/queries';

export * from '#lib/http/other-methods';

export const GET = operatorRoute({ method: 'GET', path: '/api/operator/webhooks' }, async () => ({
  items: await listPuzzlingWebhooks(),
  nextCursor: null,
}));
