import { itemParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { readLogo } from '#lib/items/queries';

export * from '#lib/http/other-methods';

/** The bank's logo. Pages name its version in the query, so a browser may keep it. */
export const GET = route(
  { method: 'GET', path: '/api/items/[itemId]/logo', params: itemParams },
  async ({ session, params }) =>
    new Response(await readLogo(session, params.itemId), {
      headers: { 'content-type': 'image/png', 'cache-control': 'private, max-age=604800' },
    }),
);
