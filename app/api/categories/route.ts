import { listCategories } from '#lib/categories/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/categories' }, async ({ session }) => ({
  items: await listCategories(session.householdId),
  nextCursor: null,
}));
