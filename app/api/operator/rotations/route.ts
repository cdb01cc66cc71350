import { operatorRoute } from '#lib/http/route';
import { rotationInput } from '#lib/items/contract';
import { listLatestRotations, requestRotation } from '#lib/items/request-rotation';

export * from '#lib/http/other-methods';

const path = '/api/operator/rotations';

export const GET = operatorRoute({ method: 'GET', path }, async () => ({
  items: await listLatestRotations(),
  nextCursor: null,
}));

export const POST = operatorRoute(
  {
    method: 'POST',
    path,
    body: rotationInput,
    status: 202,
    fresh: true,
    limit: { capacity: 20, perMinute: 20 },
  },
  ({ body }) => requestRotation(body.itemId),
);
