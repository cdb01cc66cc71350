import { route } from '#lib/http/route';
import { createEndpointInput } from '#lib/webhook-endpoints/contract';
import { createEndpoint } from '#lib/webhook-endpoints/create-endpoint';
import { listEndpoints } from '#lib/webhook-endpoints/queries';

export * from '#lib/http/other-methods';

const path = '/api/webhook-endpoints';

export const GET = route({ method: 'GET', path }, ({ session }) => listEndpoints(session));

export const POST = route(
  {
    method: 'POST',
    path,
    body: createEndpointInput,
    role: 'viewer',
    fresh: true,
    status: 201,
    limit: { capacity: 10, perMinute: 1 },
  },
  ({ session, body }) => createEndpoint(session, body),
);
