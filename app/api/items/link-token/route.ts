import { route } from '#lib/http/route';
import { findLinkTokenQuery, linkTokenInput } from '#lib/items/contract';
import { createLinkTokenFor } from '#lib/items/create-link-token';
import { getOpenLink } from '#lib/items/open-link';

export * from '#lib/http/other-methods';

const path = '/api/items/link-token';

export const GET = route({ method: 'GET', path, query: findLinkTokenQuery }, ({ session, query }) =>
  getOpenLink(session, query.id),
);

export const POST = route(
  {
    method: 'POST',
    path,
    body: linkTokenInput,
    limit: { capacity: 20, perMinute: 20 },
  },
  ({ session, body }) => createLinkTokenFor(session, body),
);
