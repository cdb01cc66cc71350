import { webhookEndpointParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { rollSecret } from '#lib/webhook-endpoints/mutations';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/webhook-endpoints/[webhookEndpointId]/secret',
    params: webhookEndpointParams,
    role: 'viewer',
    fresh: true,
    status: 201,
    limit: { capacity: 10, perMinute: 1 },
  },
  ({ session, params }) => rollSecret(session, params.webhookEndpointId),
);
