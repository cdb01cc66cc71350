import { getArchive } from '#lib/archives/queries';
import { archiveParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** Asked before the file itself, so that the page can ask who it is; the download then needs no more. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/archives/[archiveId]/download',
    params: archiveParams,
    role: 'viewer',
    fresh: true,
  },
  ({ session, params }) => getArchive(session, params.archiveId),
);
