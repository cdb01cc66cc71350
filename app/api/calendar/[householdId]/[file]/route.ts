import { readFeed } from '#lib/calendar/queries';
import { AppError } from '#lib/errors';
import { feedParams } from '#lib/http/path-params';
import { publicRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** For calendars, which have no session: whoever knows the address may read it. */
export const GET = publicRoute(
  {
    method: 'GET',
    path: '/api/calendar/[householdId]/[file]',
    params: feedParams,
    limit: { capacity: 30, perMinute: 30 },
  },
  async ({ params }) => {
    const calendar = await readFeed(params.householdId, params.file);
    if (calendar === null) throw new AppError('not_found', 'There is no such calendar.');
    return new Response(calendar, { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
  },
);
