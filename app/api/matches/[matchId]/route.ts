import { matchParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { matchDecision } from '#lib/matches/contract';
import { decideMatch } from '#lib/matches/mutations';
import { listMatches } from '#lib/matches/queries';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/matches/[matchId]', params: matchParams, body: matchDecision },
  async ({ session, params, body }) => {
    const undoStepId = await decideMatch(session, params.matchId, body);
    return { items: await listMatches(session), nextCursor: null, undoStepId };
  },
);
