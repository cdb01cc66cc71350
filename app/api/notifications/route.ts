import { route } from '#lib/http/route';
import { listNotifications } from '#lib/notifications/queries';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/notifications' }, ({ session }) =>
  listNotifications(session),
);
