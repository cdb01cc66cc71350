import { AuditList } from '#components/audit/audit-list';
import { auditListQuery } from '#lib/audit/contract';
import { listAudit } from '#lib/audit/queries';
import { requireSession } from '#lib/auth/current-session';

export const metadata = { title: 'Activity' };

export default async function ActivityPage() {
  const session = await requireSession();
  const fallback = await listAudit(session, auditListQuery.parse({}));
  return <AuditList fallback={fallback} operator={session.operator} />;
}
