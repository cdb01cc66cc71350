import 'server-only';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { type RateLimit, refillSeconds, refundToken, takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { metrics } from '#lib/metrics/metrics';
import { describePlace } from './describe-place.ts';
import type { FirstProof } from './first-proof.ts';
import { isKnownBrowser } from './known-browsers.ts';
import { hashPassword, isHashedAsNow, verifyPassword } from './passwords.ts';
import type { Browser } from './sessions.ts';
import { tellPerson } from './tell-person.ts';

/** One address at one e-mail: ten tries at once, then one every ninety seconds. */
const perPeerAndEmail: RateLimit = { capacity: 10, perMinute: 10 / 15 };
/** One address at any e-mail: a household behind one router, not a list of leaked passwords. */
const perPeer: RateLimit = { capacity: 100, perMinute: 60 };
/**
 * All addresses at one e-mail. Beyond it tries are slow, never refused: a flood of guesses must not
 * keep the person out.
 */
const perEmail: RateLimit = { capacity: 50, perMinute: 5 };
const slowMs = 2_000;

/** A browser that the person signed in with before, in place of all these. */
const perKnownBrowser: RateLimit = perPeerAndEmail;
/** Wrong passwords within a day, after which the next is worth a line, and the right one a mail. */
const unremarkable: RateLimit = daily(5);
/** Lines in a person's log: of one address, and of all. */
const linesPerPeer = daily(1);
const lines = daily(10);

function daily(capacity: number): RateLimit {
  return { capacity, perMinute: capacity / (24 * 60) };
}

/**
 * @param from  where the try comes from: its address, and the token its browser is recognised by
 * @returns what was proved, or null for a wrong e-mail or password, in the same time
 * @throws AppError rate_limited after too many tries from there
 */
export async function verifyCredentials(
  email: string,
  password: string,
  from: Pick<Browser, 'userAgent' | 'browser'> & { peer: string },
): Promise<FirstProof | null> {
  const who = digest(email);
  const buckets = await takeTry(who, email, from);
  const failures = `sign-in-failures:${who}`;
  const isRemarkable = !(await takeToken(failures, unremarkable));
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true },
  });
  // Whoever never chose one has none that is right.
  const passwordHash = user?.passwordHash ?? null;
  const isRight = await verifyPassword(passwordHash, password);
  if (!user || passwordHash === null || !isRight) {
    log.warn({ peer: from.peer }, 'a wrong e-mail or password was given');
    metrics().signInFailures.inc({ proof: 'password' });
    if (isRemarkable) await noteFailures(who, user?.id, from);
    return null;
  }
  for (const [key, limit] of buckets) await refundToken(key, limit);
  await db().rateBucket.deleteMany({ where: { key: failures } });
  if (isRemarkable) await tellOfFailures(user.id, from);
  const { id } = user;
  const now = isHashedAsNow(passwordHash)
    ? passwordHash
    : await hashAnew({ id, passwordHash }, password);
  return { userId: id, by: 'password', passwordHash: now };
}

/** @returns what the try was taken from, for who turns out to be right */
async function takeTry(
  who: string,
  email: string,
  { peer, browser = null }: Pick<Browser, 'browser'> & { peer: string },
): Promise<[string, RateLimit][]> {
  const isKnown = await isKnownBrowser(email, browser);
  const buckets: [string, RateLimit][] = isKnown
    ? [[`sign-in:${who}:in:${digest(browser ?? '')}`, perKnownBrowser]]
    : [
        [`sign-in:${who}:${peer}`, perPeerAndEmail],
        [`sign-in:from:${peer}`, perPeer],
      ];
  for (const [key, limit] of buckets) {
    if (await takeToken(key, limit)) continue;
    const retryAfterSeconds = refillSeconds(limit);
    const wait = retryAfterSeconds === 1 ? 'a second' : `${retryAfterSeconds} seconds`;
    throw new AppError('rate_limited', `Too many tries. Wait ${wait}, then try again.`, {
      retryAfterSeconds,
    });
  }
  if (isKnown) return buckets;
  const everybody = `sign-in:${who}`;
  if (!(await takeToken(everybody, perEmail))) await pause(slowMs);
  return [...buckets, [everybody, perEmail]];
}

/**
 * Into the log of whose e-mail it is. Whoever is nobody's has none: the database then writes nothing,
 * by the same statement and in the same time.
 */
async function noteFailures(
  who: string,
  userId = newId(),
  { peer, userAgent }: { peer: string; userAgent?: string | null },
): Promise<void> {
  if (!(await takeToken(`sign-in-noted:${who}:${peer}`, linesPerPeer))) return;
  if (!(await takeToken(`sign-in-noted:${who}`, lines))) return;
  const device = userAgent?.slice(0, 300) ?? null;
  await recordAudit(db(), userId, { kind: 'wrong_passwords', details: { device } });
}

/** Somebody guessed, and the last guess was right: the person knows whether it was them. */
async function tellOfFailures(userId: string, from: Parameters<typeof describePlace>[0]) {
  await db().$transaction((tx) =>
    tellPerson(tx, userId, {
      title: 'Wrong passwords, and then the right one',
      body: `After five wrong ones or more, yours was given: ${describePlace(from)}.`,
    }),
  );
}

/** While the password is at hand. One that was changed meanwhile stays. @returns what was proved by it */
async function hashAnew(
  user: { id: string; passwordHash: string },
  password: string,
): Promise<string> {
  const passwordHash = await hashPassword(password);
  const { count } = await db().user.updateMany({ where: user, data: { passwordHash } });
  return count > 0 ? passwordHash : user.passwordHash;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
