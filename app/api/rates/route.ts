import { route } from '#lib/http/route';
import { changeRates } from '#lib/rates/change-rates';
import { ratesPatch, ratesQuery } from '#lib/rates/contract';
import { listRates } from '#lib/rates/queries';

export * from '#lib/http/other-methods';

const path = '/api/rates';

export const GET = route({ method: 'GET', path, query: ratesQuery }, ({ session, query }) =>
  listRates(session, query),
);

export const PATCH = route({ method: 'PATCH', path, body: ratesPatch }, ({ session, body }) =>
  changeRates(session, body),
);
