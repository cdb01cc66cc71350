import { route } from '#lib/http/route';
import { changeTags } from '#lib/tags/change-tags';
import { bulkTagsInput } from '#lib/tags/contract';
import { countTags } from '#lib/tags/queries';
import { transactionFilterQuery } from '#lib/transactions/contract';

export * from '#lib/http/other-methods';

const path = '/api/transactions/tags';

export const GET = route(
  { method: 'GET', path, query: transactionFilterQuery },
  ({ session, query }) => countTags(session, query),
);

export const POST = route({ method: 'POST', path, body: bulkTagsInput }, ({ session, body }) =>
  changeTags(session, body.of, body.change),
);
