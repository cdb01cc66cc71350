import { createEntryInput } from '#lib/entries/contract';
import { createEntry } from '#lib/entries/mutations';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/entries', body: createEntryInput, status: 201 },
  ({ session, body }) => createEntry(session, body),
);
