import { webhookDeliveryParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { redeliver } from '#lib/webhook-endpoints/mutations';

export * from '#lib/http/other-methods';

/** Sends it again. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/webhook-endpoints/[webhookEndpointId]/deliveries/[webhookDeliveryId]',
    params: webhookDeliveryParams,
    role: 'viewer',
    status: 202,
    limit: { capacity: 20, perMinute: 10 },
  },
  ({ session, params }) => redeliver(session, params.webhookEndpointId, params.webhookDeliveryId),
);
