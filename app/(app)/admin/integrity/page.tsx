import { IntegritySection } from '#components/operator/integrity-section';
import { requireOperator } from '#lib/auth/require-operator';

export const metadata = { title: 'Integrity' };

export default async function AdminIntegrityPage() {
  await requireOperator();
  return <IntegritySection />;
}
