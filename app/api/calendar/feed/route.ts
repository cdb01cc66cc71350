import { createFeed, deleteFeed } from '#lib/calendar/mutations';
import { getCalendar } from '#lib/calendar/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/calendar/feed';

export const POST = route(
  {
    method: 'POST',
    path,
    role: 'viewer',
    fresh: true,
    status: 201,
    limit: { capacity: 10, perMinute: 10 },
  },
  ({ session }) => createFeed(session),
);

export const DELETE = route({ method: 'DELETE', path, role: 'viewer' }, async ({ session }) => {
  await deleteFeed(session);
  return getCalendar(session);
});
