import { transferParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { transferDecision } from '#lib/transfers/contract';
import { decideTransfer } from '#lib/transfers/mutations';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/transfers/[transferId]',
    params: transferParams,
    body: transferDecision,
  },
  ({ session, params, body }) => decideTransfer(session, params.transferId, body),
);
