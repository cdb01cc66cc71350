import 'server-only';
import type { z } from 'zod';
import { routeScope } from '#lib/access-tokens/route-scopes';
import type { TokenScope } from '#lib/access-tokens/scopes';
import { type Actor, actAs } from '#lib/audit/actor';
import type { Session } from '#lib/auth/sessions';
import { type RateLimit, refillSeconds, takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import { type Role, reaches } from '#lib/households/roles';
import { currentScope } from '#lib/scope';
import { readBearer, requireCaller } from './find-caller.ts';
import { noteRefusal } from './note-refusal.ts';
import { refuseForeignOrigin } from './origin.ts';
import { parseInput } from './parse-input.ts';
import { readPeer } from './peer-address.ts';
import { readJsonBody } from './read-body.ts';
import { readParams } from './read-params.ts';
import { answerError, answerJson } from './respond.ts';
import { forbidStoring } from './security-headers.ts';

type RouteMeta = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As in the file tree: `/api/items/[itemId]`. */
  path: string;
  /** Who may call: a signed-in member, an operator, anybody, or Plaid by its signature. */
  access: 'member' | 'operator' | 'public' | 'signed';
  /** The least a member must be; null where one need not be a member. */
  role: Role | null;
  /** Only after a proof of the last ten minutes. */
  fresh: boolean;
  /** What a token must be made for; null where none will do. */
  scope: TokenScope | null;
  /** Of a success. */
  status: 200 | 201 | 202 | 204;
  /** What it takes; null where the handler reads the request itself. */
  input: RouteInput | null;
};

type RouteInput = {
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** What the body says it is; `application/json` unless told. */
  mediaType?: string;
};

type Schemas<Params, Query, Body> = RouteInput & {
  method: RouteMeta['method'];
  path: string;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** Status of a success; 200 unless told. 204 answers no body. */
  status?: 200 | 201 | 202 | 204;
  /** Per user, or for a public route per peer (lib/http/peer-address.ts). */
  limit?: RateLimit;
  /**
   * The least a member must be: a viewer to read and a member to change unless told. `viewer` on what
   * changes is for what concerns the person alone: their sessions, their notifications, leaving.
   */
  role?: Role;
  /** Only for somebody who proved within the last ten minutes who they are. */
  fresh?: boolean;
};

type Input<Params, Query, Body> = { params: Params; query: Query; body: Body; request: Request };

type NextContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type RouteHandler = ((request: Request, context: NextContext) => Promise<Response>) & {
  meta: RouteMeta;
};

/**
 * A route for signed-in members and, where lib/access-tokens/route-scopes.ts says so, for their programs. It authenticates, checks the origin of unsafe methods, limits the
 * rate, parses params, query and body (unknown fields are refused by strict schemas), and maps
 * errors. The handler gets parsed input and returns what to answer as JSON, or a whole Response.
 *
 * `meta` on the returned function lets a test walk every route the app has.
 */
export function route<Params = unknown, Query = unknown, Body = unknown>(
  schemas: Schemas<Params, Query, Body>,
  handler: (input: Input<Params, Query, Body> & { session: Session }) => Promise<unknown>,
): RouteHandler {
  const role = schemas.role ?? (schemas.method === 'GET' ? 'viewer' : 'member');
  return makeRoute(schemas, { access: 'member', role }, async (request, input, actor) => {
    const session = await requireMember(request, { ...schemas, role }, actor);
    return handler({ ...(await input()), session });
  });
}

async function requireMember(
  request: Request,
  {
    method,
    path,
    role = 'viewer',
    limit,
    fresh,
  }: Pick<Schemas<never, never, never>, 'method' | 'path' | 'role' | 'limit' | 'fresh'>,
  actor: Actor,
  access: 'member' | 'operator' = 'member',
) {
  // Before all else, which would say that there is something.
  if (access === 'operator' && readBearer(request) !== null) throw nowhere();
  const session = await requireCaller(request, { method, path }, actor);
  if (access === 'operator' && !session.operator) throw nowhere();
  if (!reaches(session.role, role)) throw new AppError('forbidden', refusals[role]);
  if (fresh && !session.isFresh) {
    throw new AppError('step_up_required', 'Confirm that it is you. Nothing was changed so far.');
  }
  if (limit) await takeFrom(`${path}:${session.userId}`, limit);
  return session;
}

const nowhere = () => new AppError('not_found', 'There is no such address.');

const refusals: Record<Role, string> = {
  viewer: 'You are not a member of this household. Nothing was changed.',
  member:
    'You can look at this household, not change it. Nothing was changed; its owner decides that.',
  owner: 'Only an owner of this household can do this. Nothing was changed.',
};

/** A route for operators alone: to everybody else it does not exist, whatever they send. */
export function operatorRoute<Params = unknown, Query = unknown, Body = unknown>(
  schemas: Schemas<Params, Query, Body>,
  handler: (input: Input<Params, Query, Body> & { session: Session }) => Promise<unknown>,
): RouteHandler {
  return makeRoute(schemas, { access: 'operator', role: null }, async (request, input, actor) => {
    const session = await requireMember(request, schemas, actor, 'operator');
    return handler({ ...(await input()), session });
  });
}

/** A route anybody may call: no session is read. */
export function publicRoute<Params = unknown, Query = unknown, Body = unknown>(
  schemas: Schemas<Params, Query, Body>,
  handler: (input: Input<Params, Query, Body>) => Promise<unknown>,
): RouteHandler {
  return makeRoute(schemas, { access: 'public', role: null }, async (_request, input, { peer }) => {
    if (schemas.limit) await takeFrom(`${schemas.path}:${peer}`, schemas.limit);
    return handler(await input());
  });
}

/** A route that authenticates its caller by a signature over the raw body; the handler reads it. */
export function signedRoute(
  schemas: { method: 'POST'; path: string },
  handler: (request: Request) => Promise<unknown>,
): RouteHandler {
  const answer = async (request: Request) => {
    nameRoute(schemas.path);
    try {
      return answerJson((await handler(request)) ?? {}, 200);
    } catch (error) {
      return answerError(error, schemas);
    }
  };
  const closed = { role: null, fresh: false, scope: null, input: null };
  const meta: RouteMeta = { ...schemas, access: 'signed', status: 200, ...closed };
  return Object.assign(answer, { meta });
}

function makeRoute<Params, Query, Body>(
  schemas: Schemas<Params, Query, Body>,
  who: Pick<RouteMeta, 'access' | 'role'>,
  run: (
    request: Request,
    input: () => Promise<Input<Params, Query, Body>>,
    actor: Actor,
  ) => Promise<unknown>,
): RouteHandler {
  const { method, path, fresh = false, status = 200, params, query, body, mediaType } = schemas;
  const answer = async (request: Request, context: NextContext) => {
    nameRoute(schemas.path);
    // Nobody, until somebody is found to be signed in.
    const actor: Actor = { userId: null, peer: readPeer(request) };
    try {
      // No browser adds a token by itself, so that no other site can make it bring one.
      if (who.access === 'public' || readBearer(request) === null) refuseForeignOrigin(request);
      const input = () => readInput(schemas, request, context);
      const result = await actAs(actor, () => run(request, input, actor));
      if (result instanceof Response) return forbidStoring(result);
      return answerJson(result, status);
    } catch (error) {
      noteRefusal(error, schemas, actor);
      return answerError(error, schemas);
    }
  };
  const input = { params, query, body, mediaType };
  const scope = routeScope({ method, path });
  const meta: RouteMeta = { method, path, ...who, fresh, scope, status, input };
  return Object.assign(answer, { meta });
}

/** For who counts and logs the request. */
function nameRoute(path: string): void {
  const scope = currentScope();
  if (scope) scope.route = path;
}

async function readInput<Params, Query, Body>(
  schemas: Schemas<Params, Query, Body>,
  request: Request,
  context: NextContext,
): Promise<Input<Params, Query, Body>> {
  const query = schemas.query && readParams(new URL(request.url).searchParams);
  return {
    params: parseInput(schemas.params, await context.params),
    query: parseInput(schemas.query, query),
    body: schemas.body
      ? parseInput(schemas.body, await readJsonBody(request, schemas.mediaType))
      : (undefined as Body),
    request,
  };
}

async function takeFrom(key: string, limit: RateLimit): Promise<void> {
  if (await takeToken(key, limit)) return;
  throw new AppError(
    'rate_limited',
    'That was too often. Nothing was changed; try again shortly.',
    { retryAfterSeconds: refillSeconds(limit) },
  );
}
