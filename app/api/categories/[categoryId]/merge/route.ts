import { mergeCategoryInput } from '#lib/categories/contract';
import { mergeCategory } from '#lib/categories/merge-category';
import { categoryParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/categories/[categoryId]/merge',
    params: categoryParams,
    body: mergeCategoryInput,
  },
  ({ session, params, body }) => mergeCategory(session, params.categoryId, body.intoId),
);
