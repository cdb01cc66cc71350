import { publicRoute } from '#lib/http/route';
import { openPackInput } from '#lib/proof-packs/contract';
import { openPack } from '#lib/proof-packs/open-pack';

export * from '#lib/http/other-methods';

/** For whoever was given a link. */
export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/shared/open',
    body: openPackInput,
    limit: { capacity: 30, perMinute: 10 },
  },
  ({ body, request }) => openPack(body, request.headers.get('user-agent')),
);
