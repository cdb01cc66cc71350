import { civilDateIn } from '#lib/dates/civil-date';
import { route } from '#lib/http/route';
import { makeSample } from '#lib/sample/make-sample';
import { removeSample } from '#lib/sample/remove-sample';

export * from '#lib/http/other-methods';

const path = '/api/sample';

/** Makes sample data, and looks at it. */
export const POST = route(
  {
    method: 'POST',
    path,
    role: 'viewer',
    status: 201,
    limit: { capacity: 5, perMinute: 1 },
  },
  ({ session }) => makeSample(session, civilDateIn('UTC', new Date())),
);

/** Takes it away, wherever one looks. */
export const DELETE = route({ method: 'DELETE', path, role: 'viewer' }, ({ session }) =>
  removeSample(session),
);
