import { route } from '#lib/http/route';
import { dismissRelinkInput } from '#lib/relinks/contract';
import { dismissRelink } from '#lib/relinks/mutations';
import { listRelinks } from '#lib/relinks/queries';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/relinks/dismiss', body: dismissRelinkInput },
  async ({ session, body }) => {
    await dismissRelink(session, body);
    return listRelinks(session);
  },
);
