import { route } from '#lib/http/route';
import { statementsQuery } from '#lib/statements/contract';
import { listStatements } from '#lib/statements/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/statements', query: statementsQuery },
  ({ session, query }) => listStatements(session, query),
);
