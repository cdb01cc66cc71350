import { createAccountInput } from '#lib/accounts/contract';
import { createAccount } from '#lib/accounts/mutations';
import { listAccounts } from '#lib/accounts/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/accounts';

export const GET = route({ method: 'GET', path }, ({ session }) => listAccounts(session));

/** An account kept by hand. */
export const POST = route(
  { method: 'POST', path, body: createAccountInput, status: 201 },
  ({ session, body }) => createAccount(session, body),
);
