import { RunsView } from '#components/operator/runs-view';
import { requireOperator } from '#lib/auth/require-operator';
import { operatorRunQuery } from '#lib/operator/contract';
import { listRuns } from '#lib/operator/list-runs';

export const metadata = { title: 'Syncs' };

export default async function AdminSyncRunsPage({ searchParams }: PageProps<'/admin/sync-runs'>) {
  await requireOperator();
  const { show } = await searchParams;
  const query = operatorRunQuery.safeParse({ show });
  const shown = query.success ? query.data : operatorRunQuery.parse({});
  return <RunsView key={shown.show} show={shown.show} fallback={await listRuns(shown)} />;
}
