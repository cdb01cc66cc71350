import { webhookEndpointParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { endpointPatch } from '#lib/webhook-endpoints/contract';
import { deleteEndpoint, updateEndpoint } from '#lib/webhook-endpoints/mutations';

export * from '#lib/http/other-methods';

const path = '/api/webhook-endpoints/[webhookEndpointId]';

/** Without a proof: it goes nowhere that was not proven before. */
export const PATCH = route(
  { method: 'PATCH', path, params: webhookEndpointParams, body: endpointPatch, role: 'viewer' },
  ({ session, params, body }) => updateEndpoint(session, params.webhookEndpointId, body),
);

export const DELETE = route(
  { method: 'DELETE', path, params: webhookEndpointParams, role: 'viewer', status: 204 },
  ({ session, params }) => deleteEndpoint(session, params.webhookEndpointId),
);
