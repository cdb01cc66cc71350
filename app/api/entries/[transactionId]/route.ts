import { entryPatch } from '#lib/entries/contract';
import { deleteEntry, updateEntry } from '#lib/entries/mutations';
import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/entries/[transactionId]';

export const PATCH = route(
  { method: 'PATCH', path, params: transactionParams, body: entryPatch },
  ({ session, params, body }) => updateEntry(session, params.transactionId, body),
);

export const DELETE = route(
  { method: 'DELETE', path, params: transactionParams },
  ({ session, params }) => deleteEntry(session, params.transactionId),
);
