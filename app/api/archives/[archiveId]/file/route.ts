import { downloadArchive } from '#lib/archives/download-archive';
import { archiveParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/archives/[archiveId]/file',
    params: archiveParams,
    fresh: true,
    limit: { capacity: 10, perMinute: 1 },
  },
  ({ session, params }) => downloadArchive(session, params.archiveId),
);
