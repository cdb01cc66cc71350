import { route } from '#lib/http/route';
import { baseInput } from '#lib/rates/contract';
import { setBase } from '#lib/rates/set-base';

export * from '#lib/http/other-methods';

/** What the household's totals are in. */
export const PATCH = route(
  { method: 'PATCH', path: '/api/rates/base', body: baseInput, role: 'owner' },
  ({ session, body }) => setBase(session, body),
);
