import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { hashToken, isToken, newToken } from '#lib/crypto/tokens';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { keptPlan } from '#lib/db/kept-plan';
import { lockFactors } from '#lib/factors/lock-factors';
import type { Role } from '#lib/households/roles';
import { publishSessionsEnded } from '#lib/live/publish';
import { forgetPushDevices } from '#lib/push-devices/forget-devices';
import { describePlace } from './describe-place.ts';
import { meetBrowser } from './known-browsers.ts';
import type { TokenCookie } from './session-cookie.ts';
import { tellPerson } from './tell-person.ts';

/** Whatever the activity. */
export const sessionDays = 30;
/** Somebody with more has left some behind: those unseen for longest end. */
export const sessionLimit = 100;
/** How long a proof of who one is serves for what asks for a fresh one. */
const freshMinutes = 10;
/** lastSeenAt is written at most this often, so that reading a page does not write a row. */
const seenEveryMinutes = 5;

/**
 * Of a row `s` of "Session": whether it has not run out. A day without a sign of life ends a session
 * that a second factor stands behind, and an hour one that shows less than its account asks for by
 * now; until the person has a factor, who signs in by password every day would only take a worse
 * password, and it is a week.
 */
export const isOpen = Prisma.sql`s."expiresAt" > now()
  AND s."lastSeenAt" > now() - CASE
    WHEN s."secondFactor" THEN interval '1 day'
    WHEN EXISTS (SELECT FROM "Passkey" p WHERE p."userId" = s."userId")
      OR EXISTS (SELECT FROM "Totp" t WHERE t."userId" = s."userId" AND t."confirmedAt" IS NOT NULL)
      THEN interval '1 hour'
    ELSE interval '7 days' END`;

/** Who is asking, and which household they look at. Membership is read anew for every request. */
export type Session = {
  id: string;
  userId: string;
  householdId: string;
  memberId: string;
  role: Role;
  name: string;
  email: string;
  operator: boolean;
  /** The person proved within the last ten minutes who they are. */
  isFresh: boolean;
  /** More than a password stands behind it. */
  secondFactor: boolean;
};

/** Where somebody signs in. */
export type Browser = {
  userAgent?: string | null;
  peer?: string | null;
  /** The token it is recognised by, if it has one. */
  browser?: string | null;
  /** The token of the session that this one takes the place of, which ends. */
  replaces?: string | null;
};

export type NewSession = Browser & {
  userId: string;
  secondFactor?: boolean;
  /** What has to hold still, once nobody can change what the person signs in with; throws otherwise. */
  require?: (tx: Tx) => Promise<void>;
  /** By whom the person was vouched for, where it was not by us. */
  oidc?: {
    /** When they last proved there who they are; null where nobody says. */
    provedAt: Date | null;
  };
};

/** Of a proof that nobody says a time of: it serves for nothing that asks for a fresh one. */
const longAgo = new Date(0);

/**
 * Starts a session in the person's first household, and tells them when it is in a browser that they
 * never signed in with.
 *
 * @throws what `require` does
 * @returns the token for the cookie: 256 bits, base64url; only its SHA-256 is stored
 */
export async function createSession({
  userId,
  userAgent = null,
  peer = null,
  browser = null,
  secondFactor = false,
  replaces = null,
  require,
  oidc,
}: NewSession): Promise<string> {
  const token = newToken();
  const member = await db().member.findFirstOrThrow({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    select: { householdId: true },
  });
  await db().$transaction(async (tx) => {
    await lockFactors(tx, userId);
    await require?.(tx);
    if (replaces) await endByToken(tx, replaces);
    await tx.session.create({
      data: {
        tokenHash: hashToken(token),
        id: newId(),
        userId,
        householdId: member.householdId,
        userAgent: userAgent?.slice(0, 300) ?? null,
        peer,
        secondFactor,
        verifiedAt: oidc && (oidc.provedAt ?? longAgo),
        expiresAt: new Date(Date.now() + sessionDays * 86_400_000),
      },
    });
    await endBeyondLimit(tx, userId);
    if (await meetBrowser(tx, userId, browser)) {
      await tellPerson(tx, userId, {
        title: 'You signed in with a new browser',
        body: `It was ${describePlace({ userAgent, peer })}.`,
      });
    }
    const device = userAgent?.slice(0, 300) ?? null;
    const details = { device, secondFactor, ...(oidc && { oidc: true as const }) };
    await recordAudit(tx, userId, { kind: 'signed_in', details, by: userId });
  });
  return token;
}

/** The session of a cookie's token; null when unknown, ended, idle too long, or no longer a member. */
export async function findSession(token: string): Promise<Session | null> {
  if (!isToken(token)) return null;
  const tokenHash = hashToken(token);
  const [found] = await db().$queryRaw<(Session & { stale: boolean })[]>`
    ${keptPlan} SELECT s."id", s."userId", s."householdId", m."id" AS "memberId", m."role"::text AS "role",
           u."name", u."email", u."operator",
           s."secondFactor",
           s."verifiedAt" > now() - make_interval(mins => ${freshMinutes}) AS "isFresh",
           s."lastSeenAt" < now() - make_interval(mins => ${seenEveryMinutes}) AS "stale"
    FROM "Session" s
    JOIN "User" u ON u."id" = s."userId"
    JOIN "Member" m ON m."householdId" = s."householdId" AND m."userId" = s."userId"
    WHERE s."tokenHash" = ${tokenHash} AND ${isOpen}`;
  if (!found) return null;
  const { stale, ...session } = found;
  if (stale) {
    await db().session.updateMany({ where: { tokenHash }, data: { lastSeenAt: new Date() } });
  }
  return session;
}

/** What a person has just shown; `secondFactor`: more than a password. */
export type Proved = { secondFactor: boolean };

/**
 * The session goes on under a new token, and the old one is worth nothing.
 *
 * @param proved  makes it fresh; null where what it rests on was changed, which proves nothing
 * @returns null when the session has ended meanwhile
 */
export async function renewSession(
  token: string,
  proved: Proved | null,
): Promise<TokenCookie | null> {
  const renewed = newToken();
  const [session] = await db().$queryRaw<{ expiresAt: Date }[]>`
    UPDATE "Session" SET "tokenHash" = ${hashToken(renewed)},
      "verifiedAt" = CASE WHEN ${proved !== null} THEN now() ELSE "verifiedAt" END,
      "secondFactor" = "secondFactor" OR ${proved?.secondFactor ?? false}
    WHERE "tokenHash" = ${hashToken(token)} AND "expiresAt" > now()
    RETURNING "expiresAt"`;
  return session ? { token: renewed, expiresAt: session.expiresAt } : null;
}

/**
 * Whether a session goes on, in the household it looked at. To ask is no sign of life: an open page
 * alone keeps none from idling.
 */
export async function isSessionOpen({
  id,
  memberId,
}: Pick<Session, 'id' | 'memberId'>): Promise<boolean> {
  const [{ found } = { found: false }] = await db().$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM "Session" s
      JOIN "Member" m ON m."householdId" = s."householdId" AND m."userId" = s."userId"
      WHERE s."id" = ${id}::uuid AND m."id" = ${memberId}::uuid AND ${isOpen}) AS "found"`;
  return found;
}

/** Its person signs out: the session ends at once, everywhere. */
export async function deleteSession(token: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const ended = await endByToken(tx, token);
    if (!ended) return;
    const { id, userId } = ended;
    await forgetPushDevices(tx, userId, { only: id });
    await recordAudit(tx, userId, { kind: 'signed_out', details: {}, by: userId });
  });
}

/**
 * Ends sessions of a person with the caller's commit: from then on no request is answered, and open
 * pages are told to leave.
 *
 * @returns how many those were
 */
export async function endSessions(
  tx: Tx,
  userId: string,
  which: 'all' | { only: string } | { except: string },
): Promise<number> {
  const id =
    which === 'all' ? {} : 'only' in which ? { id: which.only } : { id: { not: which.except } };
  const { count } = await tx.session.deleteMany({ where: { userId, ...id } });
  await forgetPushDevices(tx, userId, which);
  await publishSessionsEnded(tx, userId);
  return count;
}

async function endByToken(tx: Tx, token: string): Promise<{ id: string; userId: string } | null> {
  const [ended] = await tx.$queryRaw<{ id: string; userId: string }[]>`
    DELETE FROM "Session" WHERE "tokenHash" = ${hashToken(token)} RETURNING "id", "userId"`;
  if (!ended) return null;
  await publishSessionsEnded(tx, ended.userId);
  return ended;
}

async function endBeyondLimit(tx: Tx, userId: string): Promise<void> {
  const count = await tx.$executeRaw`
    DELETE FROM "Session" WHERE "id" IN (
      SELECT "id" FROM "Session" WHERE "userId" = ${userId}::uuid
      ORDER BY "lastSeenAt" DESC, "id" DESC OFFSET ${sessionLimit})`;
  if (count > 0) await publishSessionsEnded(tx, userId);
}

/** Deletes the rows of sessions that `findSession` finds no more; returns how many. */
export function deleteEndedSessions(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "Session" s WHERE NOT (${isOpen})`;
}
