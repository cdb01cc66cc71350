import { ConnectionsView } from '#components/operator/connections-view';
import { RotationSection } from '#components/operator/rotation-section';
import { requireOperator } from '#lib/auth/require-operator';
import { listLatestRotations } from '#lib/items/request-rotation';
import { connectionListQuery } from '#lib/operator/contract';
import { listConnections } from '#lib/operator/list-connections';

export const metadata = { title: 'Connections' };

export default async function AdminConnectionsPage({
  searchParams,
}: PageProps<'/admin/connections'>) {
  await requireOperator();
  const { state } = await searchParams;
  const query = connectionListQuery.safeParse({ state });
  const shown = query.success ? query.data : connectionListQuery.parse({});
  const [connections, rotations] = await Promise.all([
    listConnections(shown),
    listLatestRotations(),
  ]);
  return (
    <>
      <ConnectionsView key={shown.state} state={shown.state} fallback={connections} />
      <RotationSection fallback={rotations} />
    </>
  );
}
