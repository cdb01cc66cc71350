import { statementParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { downloadStatement } from '#lib/statements/download-statement';

export * from '#lib/http/other-methods';

/** No GET: what the bank refuses can be said on the page, and nothing on the way keeps the answer. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/statements/[statementId]/download',
    params: statementParams,
    role: 'viewer',
    fresh: true,
    limit: { capacity: 30, perMinute: 10 },
  },
  ({ session, params }) => downloadStatement(session, params.statementId),
);
