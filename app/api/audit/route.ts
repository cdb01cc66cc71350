import { auditListQuery } from '#lib/audit/contract';
import { listAudit } from '#lib/audit/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/audit', query: auditListQuery },
  ({ session, query }) => listAudit(session, query),
);
