import { accountPatch } from '#lib/accounts/contract';
import { deleteAccount } from '#lib/accounts/mutations';
import { getAccount } from '#lib/accounts/queries';
import { updateAccount } from '#lib/accounts/update-account';
import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/accounts/[accountId]';

export const GET = route({ method: 'GET', path, params: accountParams }, ({ session, params }) =>
  getAccount(session, params.accountId),
);

export const PATCH = route(
  { method: 'PATCH', path, params: accountParams, body: accountPatch },
  ({ session, params, body }) => updateAccount(session, params.accountId, body),
);

export const DELETE = route(
  { method: 'DELETE', path, params: accountParams, fresh: true },
  ({ session, params }) => deleteAccount(session, params.accountId),
);
