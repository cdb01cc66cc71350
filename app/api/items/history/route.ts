import { route } from '#lib/http/route';
import { listItemHistories } from '#lib/items/queries';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/items/history' }, async ({ session }) => ({
  items: await listItemHistories(session),
  nextCursor: null,
}));
