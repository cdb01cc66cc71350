import { institutionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { readInstitutionHealth } from '#lib/institutions/read-health';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/institutions/[institutionId]/health',
    params: institutionParams,
    limit: { capacity: 10, perMinute: 10 },
  },
  ({ params }) => readInstitutionHealth(params.institutionId),
);
