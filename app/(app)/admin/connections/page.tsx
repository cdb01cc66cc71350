import { RotationSection } from '#components/operator/rotation-section';
import { requireOperator } from '#lib/auth/require-operator';
import { listLatestRotations } from '#lib/items/request-rotation';

export const metadata = { title: 'Connections' };

export default async function AdminConnectionsPage() {
  await requireOperator();
  return <RotationSection fallback={await listLatestRotations()} />;
}
