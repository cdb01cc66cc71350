import { route } from '#lib/http/route';
import { refreshStatementsInput } from '#lib/statements/contract';
import { requestRefresh } from '#lib/statements/refresh-statements';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/statements/refresh',
    body: refreshStatementsInput,
    status: 204,
    limit: { capacity: 5, perMinute: 1 },
  },
  ({ session, body }) => requestRefresh(session, body.itemId),
);
