import { route } from '#lib/http/route';
import { linkTokenInput } from '#lib/items/contract';
import { createLinkTokenFor } from '#lib/items/create-link-token';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/items/link-token',
    body: linkTokenInput,
    limit: { capacity: 20, perMinute: 20 },
  },
  ({ session, body }) => createLinkTokenFor(session, body),
);
