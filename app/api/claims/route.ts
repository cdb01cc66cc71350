import { route } from '#lib/http/route';
import { listOpenClaims } from '#lib/settlements/queries';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/claims' }, async ({ session }) => ({
  items: await listOpenClaims(session),
  nextCursor: null,
}));
