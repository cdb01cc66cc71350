import { route } from '#lib/http/route';
import { tagInput } from '#lib/tags/contract';
import { createTag } from '#lib/tags/mutations';
import { listTags } from '#lib/tags/queries';

export * from '#lib/http/other-methods';

const path = '/api/tags';

export const GET = route({ method: 'GET', path }, ({ session }) => listTags(session));

export const POST = route(
  { method: 'POST', path, body: tagInput, status: 201 },
  ({ session, body }) => createTag(session, body),
);
