import { route } from '#lib/http/route';
import { createPackInput } from '#lib/proof-packs/contract';
import { createPack } from '#lib/proof-packs/create-pack';
import { listPacks } from '#lib/proof-packs/queries';

export * from '#lib/http/other-methods';

const path = '/api/proof-packs';

export const GET = route({ method: 'GET', path }, ({ session }) => listPacks(session));

export const POST = route(
  {
    method: 'POST',
    path,
    body: createPackInput,
    fresh: true,
    status: 201,
    limit: { capacity: 10, perMinute: 1 },
  },
  ({ session, body }) => createPack(session, body),
);
