import { route } from '#lib/http/route';
import { decideStreams } from '#lib/recurring/change-streams';
import { decisionInput, recurringQuery } from '#lib/recurring/contract';
import { getRecurring } from '#lib/recurring/queries';

export * from '#lib/http/other-methods';

const path = '/api/recurring';

export const GET = route({ method: 'GET', path, query: recurringQuery }, ({ session, query }) =>
  getRecurring(session, query.on),
);

/** Says of some whether they come again. */
export const PATCH = route({ method: 'PATCH', path, body: decisionInput }, ({ session, body }) =>
  decideStreams(session, body),
);
