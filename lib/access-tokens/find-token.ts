import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { describePlace } from '#lib/auth/describe-place';
import type { Session } from '#lib/auth/sessions';
import { tellPerson } from '#lib/auth/tell-person';
import { db } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { type RateLimit, secondsUntilToken, takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import type { Role } from '#lib/households/roles';
import { peerLimit } from './limits.ts';
import { knownScopes } from './queries.ts';
import type { TokenScope } from './scopes.ts';
import { readToken } from './token-format.ts';

/** Two a second for as long as one likes, and a minute of that at once. */
const perToken: RateLimit = { capacity: 120, perMinute: 120 };
/** Of one address: what is no token. Who brings one that is right is never kept out by it. */
const wrongPerPeer: RateLimit = { capacity: 20, perMinute: 10 };
const daily = (capacity: number): RateLimit => ({ capacity, perMinute: capacity / (24 * 60) });
/** The time of the last use is written at most this often. */
const seenEveryMinutes = 5;

export type TokenSession = Session & { scopes: TokenScope[] };

type Asking = { peer: string; userAgent: string | null };

/**
 * Who asks by a token: its member, as they are now. It proves nothing anew and makes nobody an operator.
 *
 * @throws AppError unauthenticated for what is no token, has ended, or whose member has left;
 *         rate_limited
 */
export async function requireTokenSession(token: string, from: Asking): Promise<TokenSession> {
  const row = await findRow(token, from.peer);
  if (!row) return refuse(from.peer, 'This token is not known.');
  if (row.isOver) {
    await noteOutlived(row);
    return refuse(from.peer, 'This token has ended.');
  }
  const { userId, id } = row;
  const bucket = `access-token:${userId}:${id}`;
  if (!(await takeToken(bucket, perToken))) {
    throw new AppError(
      'rate_limited',
      `This token asks too often: ${perToken.perMinute} times a minute are possible. Nothing was changed.`,
      { retryAfterSeconds: Math.max(1, await secondsUntilToken(bucket, perToken)) },
    );
  }
  if (!row.isKnownPeer) await meetPeer(row, from);
  else if (row.isStale) await noteUse(row, from);
  const { householdId, memberId, role, name, email } = row;
  const scopes = knownScopes(row.scopes);
  const person = { userId, householdId, memberId, role, name, email };
  return { id, ...person, operator: false, isFresh: false, secondFactor: false, scopes };
}

type Row = {
  id: string;
  householdId: string;
  memberId: string;
  userId: string;
  role: Role;
  name: string;
  email: string;
  tokenName: string;
  scopes: string[];
  isOver: boolean;
  isKnownPeer: boolean;
  isStale: boolean;
  isUnused: boolean;
};

async function findRow(token: string, peer: string): Promise<Row | null> {
  const key = readToken(token);
  if (!key) return null;
  const [found] = await db().$queryRaw<Row[]>`
    ${keptPlan} SELECT t."id", t."householdId", t."memberId", t."name" AS "tokenName", t."scopes",
      m."userId", m."role"::text AS "role", u."name", u."email",
      t."revokedAt" IS NOT NULL OR t."expiresAt" <= now() AS "isOver",
      ${peer} = ANY(t."peers") AS "isKnownPeer",
      cardinality(t."peers") = 0 AS "isUnused",
      t."lastPeer" IS DISTINCT FROM ${peer}
        OR t."lastUsedAt" < now() - make_interval(mins => ${seenEveryMinutes}) AS "isStale"
    FROM "AccessToken" t
    JOIN "Member" m ON m."householdId" = t."householdId" AND m."id" = t."memberId"
    JOIN "User" u ON u."id" = m."userId"
    WHERE t."householdId" = ${key.householdId}::uuid AND t."tokenHash" = ${key.tokenHash}`;
  return found ?? null;
}

async function refuse(peer: string, what: string): Promise<never> {
  if (!(await takeToken(`access-token-wrong:${peer}`, wrongPerPeer))) {
    throw new AppError('rate_limited', 'Too many wrong tokens came from here. Wait a minute.', {
      retryAfterSeconds: Math.ceil(60 / wrongPerPeer.perMinute),
    });
  }
  throw new AppError(
    'unauthenticated',
    `${what} Nothing was changed; make another at Settings, API.`,
    { challenge: 'Bearer realm="Plumbline", error="invalid_token"' },
  );
}

async function noteUse({ householdId, id }: Row, { peer }: Asking): Promise<void> {
  await db().accessToken.updateMany({
    where: { householdId, id },
    data: { lastUsedAt: new Date(), lastPeer: peer },
  });
}

/** From where it was never used: written down, and its person is told where that is not the first use at all. */
async function meetPeer(row: Row, from: Asking): Promise<void> {
  const { householdId, id, userId, tokenName: name } = row;
  const isTold = !row.isUnused && (await takeToken(`access-token-told:${userId}`, daily(10)));
  await db().$transaction(async (tx) => {
    // Two requests at once are from a new address once.
    const met = await tx.$executeRaw`
      UPDATE "AccessToken" SET "lastUsedAt" = now(), "lastPeer" = ${from.peer},
        "peers" = (array_prepend(${from.peer}, "peers"))[1:${peerLimit}]
      WHERE "householdId" = ${householdId}::uuid AND "id" = ${id}::uuid
        AND NOT ${from.peer} = ANY("peers")`;
    if (met === 0) return;
    if (isTold) {
      await tellPerson(tx, userId, {
        title: 'An access token was used somewhere new',
        body: `It is “${name}”, used by ${describePlace(from)}.`,
        otherwise: 'If no program of yours is there, revoke it at Settings, API.',
      });
    }
    await recordAudit(tx, userId, { kind: 'access_token_met', details: { name }, by: userId });
  });
}

async function noteOutlived({ userId, id, tokenName: name }: Row): Promise<void> {
  if (!(await takeToken(`access-token-outlived:${userId}:${id}`, daily(1)))) return;
  await recordAudit(db(), userId, { kind: 'access_token_outlived', details: { name } });
}
