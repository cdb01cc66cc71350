import { operatorRoute } from '#lib/http/route';
import { plaidCallsQuery } from '#lib/plaid-calls/contract';
import { readPlaidCalls } from '#lib/plaid-calls/queries';

export * from '#lib/http/other-methods';

export const GET = operatorRoute(
  { method: 'GET', path: '/api/operator/plaid-calls', query: plaidCallsQuery },
  ({ query }) => readPlaidCalls(query.span),
);
