import { createCategoryInput } from '#lib/categories/contract';
import { createCategory } from '#lib/categories/mutations';
import { getCategoryList } from '#lib/categories/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/categories';

export const GET = route({ method: 'GET', path }, ({ session }) =>
  getCategoryList(session.householdId),
);

export const POST = route(
  { method: 'POST', path, body: createCategoryInput, status: 201 },
  ({ session, body }) => createCategory(session.householdId, body),
);
