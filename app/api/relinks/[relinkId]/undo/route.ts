import { relinkParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { undoRelink } from '#lib/relinks/undo-relink';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/relinks/[relinkId]/undo',
    params: relinkParams,
    limit: { capacity: 5, perMinute: 5 },
  },
  ({ session, params }) => undoRelink(session, params.relinkId),
);
