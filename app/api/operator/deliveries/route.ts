import { operatorRoute } from '#lib/http/route';
import { deliveryListQuery } from '#lib/operator/contract';
import { listDeliveries } from '#lib/operator/list-deliveries';

export * from '#lib/http/other-methods';

export const GET = operatorRoute(
  { method: 'GET', path: '/api/operator/deliveries', query: deliveryListQuery },
  ({ query }) => listDeliveries(query),
);
