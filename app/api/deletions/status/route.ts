import { receiptInput } from '#lib/deletions/contract';
import { readDeletion } from '#lib/deletions/queries';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** For whoever holds the receipt; by then there is no session. */
export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/deletions/status',
    body: receiptInput,
    limit: { capacity: 120, perMinute: 60 },
  },
  ({ body }) => readDeletion(body.receipt),
);
