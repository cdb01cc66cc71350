import { route } from '#lib/http/route';
import { detailsInput } from '#lib/identity/contract';
import { setOwnDetails } from '#lib/identity/own-details';

export * from '#lib/http/other-methods';

/** Says of one kind what is right; nobody else is told. */
export const PATCH = route(
  { method: 'PATCH', path: '/api/identity', body: detailsInput, status: 204 },
  ({ session, body }) => setOwnDetails(session, body),
);
