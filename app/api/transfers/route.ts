import { route } from '#lib/http/route';
import { createTransferInput } from '#lib/transfers/contract';
import { createTransfer } from '#lib/transfers/mutations';
import { listTransfers } from '#lib/transfers/queries';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/transfers' }, ({ session }) =>
  listTransfers(session),
);

export const POST = route(
  { method: 'POST', path: '/api/transfers', body: createTransferInput, status: 201 },
  ({ session, body }) => createTransfer(session, body),
);
