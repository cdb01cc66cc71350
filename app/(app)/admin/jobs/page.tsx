import { JobsView } from '#components/operator/jobs-view';
import { requireOperator } from '#lib/auth/require-operator';
import { jobListQuery } from '#lib/operator/contract';
import { listJobs } from '#lib/operator/list-jobs';

export const metadata = { title: 'Jobs' };

export default async function AdminJobsPage({ searchParams }: PageProps<'/admin/jobs'>) {
  await requireOperator();
  const { state } = await searchParams;
  const query = jobListQuery.safeParse({ state });
  const shown = query.success ? query.data : jobListQuery.parse({});
  return <JobsView key={shown.state} state={shown.state} fallback={await listJobs(shown)} />;
}
