import { route } from '#lib/http/route';
import { refreshInvestmentsInput } from '#lib/investments/contract';
import { requestRefresh } from '#lib/investments/refresh-investments';

export * from '#lib/http/other-methods';

/** Has the bank asked at once, which Plaid bills. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/investments/refresh',
    body: refreshInvestmentsInput,
    limit: { capacity: 5, perMinute: 2 },
  },
  ({ session, body }) => requestRefresh(session, body.itemId),
);
