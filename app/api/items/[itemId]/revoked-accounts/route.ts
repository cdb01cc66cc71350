import { itemParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { disconnectItemInput } from '#lib/items/contract';
import { settleRevokedAccounts } from '#lib/items/settle-revoked-accounts';

export * from '#lib/http/other-methods';

/** Says what becomes of the accounts that were withdrawn at the bank; the others go on. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/items/[itemId]/revoked-accounts',
    params: itemParams,
    body: disconnectItemInput,
    fresh: true,
  },
  ({ session, params, body }) => settleRevokedAccounts(session, params.itemId, body),
);
