import { route } from '#lib/http/route';
import { overviewPatch } from '#lib/overview/contract';
import { updateOverview } from '#lib/overview/mutations';
import { getOverview } from '#lib/overview/queries';

export * from '#lib/http/other-methods';

const path = '/api/overview';

export const GET = route({ method: 'GET', path }, ({ session }) => getOverview(session));

export const PATCH = route(
  { method: 'PATCH', path, body: overviewPatch, role: 'viewer' },
  async ({ session, body }) => {
    await updateOverview(session, body);
    return getOverview(session);
  },
);
