import { route } from '#lib/http/route';
import { transferBarInput } from '#lib/transfers/contract';
import { barTransfers } from '#lib/transfers/mutations';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/transfers/bars', body: transferBarInput },
  ({ session, body }) => barTransfers(session, body),
);
