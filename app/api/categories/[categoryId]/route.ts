import { categoryPatch } from '#lib/categories/contract';
import { updateCategory } from '#lib/categories/mutations';
import { categoryParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const PATCH = route(
  {
    method: 'PATCH',
    path: '/api/categories/[categoryId]',
    params: categoryParams,
    body: categoryPatch,
  },
  ({ session, params, body }) => updateCategory(session.householdId, params.categoryId, body),
);
