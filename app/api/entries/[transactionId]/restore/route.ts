import { restoreEntry } from '#lib/entries/mutations';
import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/entries/[transactionId]/restore',
    params: transactionParams,
  },
  ({ session, params }) => restoreEntry(session, params.transactionId),
);
