import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { keepInput } from '#lib/transactions/contract';
import { keepTransaction } from '#lib/transactions/keep-transaction';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/transactions/[transactionId]/keep',
    params: transactionParams,
    body: keepInput,
  },
  async ({ session, params, body }) => {
    await keepTransaction(session, params.transactionId, body.kept);
    return { kept: body.kept };
  },
);
