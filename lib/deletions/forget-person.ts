import 'server-only';
import { createHash } from 'node:crypto';
import type { Tx } from '#lib/db/client';
import { defaultHouseholdName } from '#lib/households/add-household';

/** What others are told that somebody was called who wanted to be forgotten. */
export const nobody = 'A member who is gone';

type Known = { householdId: string; memberId: string; name: string };

/** Takes a member's name out of what the others of a household have been told of them. */
export async function forgetName(tx: Tx, { householdId, memberId, name }: Known): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Mail" m USING "Notification" n
    WHERE n."householdId" = m."householdId" AND n."id" = m."notificationId"
      AND n."householdId" = ${householdId}::uuid AND n."payload"->>'memberId' = ${memberId}`;
  await tx.$executeRaw`
    UPDATE "Notification" SET "payload" = "payload" || jsonb_build_object('name', ${nobody}::text)
    WHERE "householdId" = ${householdId}::uuid AND "payload"->>'memberId' = ${memberId}`;
  // Named after them by signing up, not by the others.
  await tx.household.updateMany({
    where: { id: householdId, name: defaultHouseholdName(name) },
    data: { name: 'Household' },
  });
}

/** Once they have left: takes the member's id, too. */
export async function forgetMember(tx: Tx, { householdId, memberId }: Known): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Notification" SET "eventKey" = replace("eventKey", ${memberId}, "id"::text),
      "payload" = "payload" || jsonb_build_object('memberId', "id")
    WHERE "householdId" = ${householdId}::uuid AND "payload"->>'memberId' = ${memberId}`;
}

/** The person with all that is theirs alone; who leaves households did that before. */
export async function forgetPerson(tx: Tx, userId: string): Promise<void> {
  const { email } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  await tx.$executeRaw`
    DELETE FROM "PasskeyChallenge" WHERE "holderId" IN (
      SELECT "id" FROM "Session" WHERE "userId" = ${userId}::uuid
      UNION ALL SELECT "id" FROM "SignInAttempt" WHERE "userId" = ${userId}::uuid)`;
  await tx.mail.deleteMany({ where: { toAddress: email } });
  await tx.tokenMail.deleteMany({ where: { toAddress: email } });
  await tx.mailboxToken.deleteMany({ where: { email } });
  await tx.invite.deleteMany({ where: { email } });
  await forgetBuckets(tx, [userId, createHash('sha256').update(email).digest('base64url')]);
  // With it go sessions, factors, memberships, and the name in every audit log.
  await tx.user.delete({ where: { id: userId } });
}

/** What was counted under somebody's id, or the hash of their e-mail. */
async function forgetBuckets(tx: Tx, names: string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "RateBucket" b USING unnest(${names}::text[]) n WHERE strpos(b."key", n) > 0`;
}
