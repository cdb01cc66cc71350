import { BackupSection } from '#components/operator/backup-section';
import { requireOperator } from '#lib/auth/require-operator';
import { readBackups } from '#lib/backups/queries';

export const metadata = { title: 'Backups' };

export default async function AdminBackupsPage() {
  await requireOperator();
  return <BackupSection fallback={await readBackups()} />;
}
