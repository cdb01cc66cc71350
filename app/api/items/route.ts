import { route } from '#lib/http/route';
import { connectItem } from '#lib/items/connect-item';
import { createItemInput } from '#lib/items/contract';
import { listItems } from '#lib/items/queries';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/items' }, async ({ session }) => ({
  items: await listItems(session),
  nextCursor: null,
}));

export const POST = route(
  {
    method: 'POST',
    path: '/api/items',
    body: createItemInput,
    status: 201,
    limit: { capacity: 10, perMinute: 10 },
  },
  ({ session, body }) => connectItem(session, body),
);
