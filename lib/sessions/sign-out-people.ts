import 'server-only';
import { endTokens } from '#lib/access-tokens/mutations';
import { recordAudit } from '#lib/audit/record-audit';
import { endEmailChange } from '#lib/auth/mailbox-tokens';
import { endSessions } from '#lib/auth/sessions';
import { closeDb, db, openDb } from '#lib/db/client';
import { lockFactors } from '#lib/factors/lock-factors';
import { stopEndpoints, stopEndpointsOfTheSignedOut } from '#lib/webhook-endpoints/mutations';

const batchSize = 500;

/** How many people, and sessions of theirs. */
type SignedOut = { people: number; sessions: number };

/**
 * For a command: ends all sessions and access tokens of a person, or of everybody, at once and also on open
 * pages. Whoever is on their way in begins anew, and so does who asked to move to another e-mail.
 *
 * @param address  null: everybody's
 * @returns null when there is no such person
 */
export async function signOutPeople(
  databaseUrl: string,
  address: string | null,
): Promise<SignedOut | null> {
  openDb(databaseUrl);
  const done = address === null ? await signOutEverybody() : await signOutOne(address);
  await closeDb();
  return done;
}

async function signOutOne(address: string): Promise<SignedOut | null> {
  const where = { email: address.trim().toLowerCase() };
  const user = await db().user.findUnique({ where, select: { id: true } });
  return user && { people: 1, sessions: await signOut(user.id) };
}

async function signOutEverybody(): Promise<SignedOut> {
  const done: SignedOut = { people: 0, sessions: 0 };
  // Also of people without a session, whom the loop below does not meet.
  await db().tokenMail.deleteMany({ where: { kind: 'change_email' } });
  await db().mailboxToken.deleteMany({ where: { kind: 'change_email' } });
  await db().signInAttempt.deleteMany({});
  await db().$executeRaw`
    UPDATE "AccessToken" SET "revokedAt" = now() WHERE "revokedAt" IS NULL AND "expiresAt" > now()
      AND NOT EXISTS (SELECT FROM "Session" s
        JOIN "Member" m ON m."userId" = s."userId"
        WHERE m."householdId" = "AccessToken"."householdId" AND m."id" = "AccessToken"."memberId")`;
  await stopEndpointsOfTheSignedOut(db());
  for (;;) {
    const users = await db().user.findMany({
      where: { sessions: { some: {} } },
      select: { id: true },
      take: batchSize,
    });
    for (const { id } of users) done.sessions += await signOut(id);
    done.people += users.length;
    if (users.length < batchSize) return done;
  }
}

function signOut(userId: string): Promise<number> {
  return db().$transaction(async (tx) => {
    await lockFactors(tx, userId);
    await tx.signInAttempt.deleteMany({ where: { userId } });
    await endEmailChange(tx, userId);
    const count = await endSessions(tx, userId, 'all');
    const tokens = await endTokens(tx, userId);
    if (tokens > 0) {
      const details = { count: tokens };
      await recordAudit(tx, userId, { kind: 'access_tokens_ended', details });
    }
    const webhooks = await stopEndpoints(tx, userId);
    if (webhooks > 0) {
      const details = { count: webhooks };
      await recordAudit(tx, userId, { kind: 'webhooks_stopped', details });
    }
    if (count === 0) return 0;
    await recordAudit(tx, userId, { kind: 'sessions_ended_by_command', details: { count } });
    return count;
  });
}
