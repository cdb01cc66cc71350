import { operatorRoute } from '#lib/http/route';
import { handleJobsInput, jobListQuery } from '#lib/operator/contract';
import { handleJobs } from '#lib/operator/handle-jobs';
import { listJobs } from '#lib/operator/list-jobs';

export * from '#lib/http/other-methods';

const path = '/api/operator/jobs';

export const GET = operatorRoute({ method: 'GET', path, query: jobListQuery }, ({ query }) =>
  listJobs(query),
);

export const POST = operatorRoute(
  { method: 'POST', path, body: handleJobsInput, limit: { capacity: 60, perMinute: 60 } },
  ({ body }) => handleJobs(body),
);
