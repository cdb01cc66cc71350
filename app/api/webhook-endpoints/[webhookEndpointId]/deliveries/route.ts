import { webhookEndpointParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { listDeliveries } from '#lib/webhook-endpoints/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/webhook-endpoints/[webhookEndpointId]/deliveries',
    params: webhookEndpointParams,
  },
  ({ session, params }) => listDeliveries(session, params.webhookEndpointId),
);
