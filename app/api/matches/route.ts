import { route } from '#lib/http/route';
import { listMatches } from '#lib/matches/queries';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/matches' }, async ({ session }) => ({
  items: await listMatches(session),
  nextCursor: null,
}));
