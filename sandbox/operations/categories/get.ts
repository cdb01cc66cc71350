import type { CategoriesGetResponse } from 'plaid';
import { legacyCategories } from '../../bank/legacy-categories.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** Deprecated at Plaid, and answered without credentials. */
export const categoriesGet = defineOperation<object, CategoriesGetResponse>({
  path: '/categories/get',
  needsCredentials: false,
  request: {},
  handle: () => ({ categories: legacyCategories }),
});
