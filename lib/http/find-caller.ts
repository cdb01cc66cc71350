import 'server-only';
import { requireTokenSession } from '#lib/access-tokens/find-token';
import { routeScope } from '#lib/access-tokens/route-scopes';
import type { Actor } from '#lib/audit/actor';
import { findCurrentSession } from '#lib/auth/current-session';
import type { Session } from '#lib/auth/sessions';
import { AppError } from '#lib/errors';
import { readPeer } from './peer-address.ts';

/** What a program brings in `Authorization: Bearer`; null for a browser, which brings a cookie. */
export function readBearer(request: Request): string | null {
  const header = request.headers.get('authorization') ?? '';
  return /^bearer\b/i.test(header) ? header.slice('bearer'.length).trim() : null;
}

/**
 * Who asks: the person whose browser it is or, where a token is brought, whoever made that. Beside a
 * token no cookie counts.
 *
 * @param actor  is told who it is
 * @throws AppError unauthenticated, rate_limited, or forbidden for a token that is not made for this
 */
export async function requireCaller(
  request: Request,
  place: { method: string; path: string },
  actor: Actor,
): Promise<Session> {
  const token = readBearer(request);
  if (token === null) {
    const session = await findCurrentSession();
    if (!session) throw new AppError('unauthenticated', 'Sign in to continue.');
    actor.userId = session.userId;
    return session;
  }
  const from = { peer: readPeer(request), userAgent: request.headers.get('user-agent') };
  const { scopes, ...session } = await requireTokenSession(token, from);
  actor.userId = session.userId;
  const scope = routeScope(place);
  if (scope === null) {
    throw new AppError('forbidden', 'No token can do this: sign in for it. Nothing was changed.', {
      challenge: 'Bearer realm="Plumbline", error="insufficient_scope"',
    });
  }
  if (!scopes.includes(scope)) {
    throw new AppError(
      'forbidden',
      `This token is not made for ${scope}. Nothing was changed; make one that is at Settings, API.`,
      {
        data: { scope },
        challenge: `Bearer realm="Plumbline", error="insufficient_scope", scope="${scope}"`,
      },
    );
  }
  return session;
}
