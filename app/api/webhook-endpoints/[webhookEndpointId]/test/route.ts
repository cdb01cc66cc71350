import { webhookEndpointParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { sendTest } from '#lib/webhook-endpoints/mutations';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/webhook-endpoints/[webhookEndpointId]/test',
    params: webhookEndpointParams,
    role: 'viewer',
    status: 202,
    limit: { capacity: 10, perMinute: 6 },
  },
  ({ session, params }) => sendTest(session, params.webhookEndpointId),
);
