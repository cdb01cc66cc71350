import { markInput } from '#lib/duplicates/contract';
import { markDuplicates } from '#lib/duplicates/mutations';
import { listDuplicates } from '#lib/duplicates/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/duplicates';

export const GET = route({ method: 'GET', path }, async ({ session }) => ({
  items: await listDuplicates(session),
  nextCursor: null,
}));

export const POST = route({ method: 'POST', path, body: markInput }, ({ session, body }) =>
  markDuplicates(session, body),
);
