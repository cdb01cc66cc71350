import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { valuationInput } from '#lib/valuations/contract';
import { setValuation } from '#lib/valuations/mutations';
import { listValuations } from '#lib/valuations/queries';

export * from '#lib/http/other-methods';

const path = '/api/accounts/[accountId]/valuations';

export const GET = route({ method: 'GET', path, params: accountParams }, ({ session, params }) =>
  listValuations(session, params.accountId),
);

/** What it was worth on a day: as often as it is said, the day has that one value. */
export const POST = route(
  { method: 'POST', path, params: accountParams, body: valuationInput },
  ({ session, params, body }) => setValuation(session, params.accountId, body),
);
