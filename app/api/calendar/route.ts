import { getCalendar } from '#lib/calendar/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/calendar' }, ({ session }) =>
  getCalendar(session),
);
