import { createArchive } from '#lib/archives/create-archive';
import { listArchives } from '#lib/archives/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/archives';

export const GET = route({ method: 'GET', path }, ({ session }) => listArchives(session));

export const POST = route(
  {
    method: 'POST',
    path,
    role: 'viewer',
    fresh: true,
    status: 202,
    limit: { capacity: 5, perMinute: 1 / 60 },
  },
  ({ session }) => createArchive(session),
);
