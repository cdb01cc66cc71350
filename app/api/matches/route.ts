import { route } from '#lib/http/route';
import { listMatches } from '#lib/matches/queries';

export const GET = route({ method: 'GET', path: '/api/matches' }, async ({ session }) => ({
  items: await listMatches(session.householdId),
  nextCursor: null,
}));
