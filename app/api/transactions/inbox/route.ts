import { route } from '#lib/http/route';
import { countInbox } from '#lib/transactions/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/transactions/inbox' },
  async ({ session }) => ({ count: await countInbox(session) }),
);
