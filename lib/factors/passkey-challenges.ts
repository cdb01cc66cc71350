import 'server-only';
import { db } from '#lib/db/client';
import type { PasskeyPurpose } from '#lib/db/generated/enums';

const lifeMinutes = 5;

/** What a challenge is for, and the Session or SignInAttempt of the browser that asked for it. */
export type ChallengeUse = { purpose: PasskeyPurpose; holderId: string };

/** Remembers what a passkey is asked to sign. */
export async function saveChallenge(challenge: string, use: ChallengeUse): Promise<void> {
  const expiresAt = new Date(Date.now() + lifeMinutes * 60_000);
  await db().passkeyChallenge.create({ data: { challenge, ...use, expiresAt } });
}

/** Whether this browser was asked to sign this, for this, in the last minutes. Once. */
export async function spendChallenge(challenge: string, use: ChallengeUse): Promise<boolean> {
  const { count } = await db().passkeyChallenge.deleteMany({
    where: { challenge, ...use, expiresAt: { gt: new Date() } },
  });
  return count > 0;
}

/** Deletes challenges that nobody answered; returns how many. */
export async function deleteExpiredChallenges(): Promise<number> {
  const { count } = await db().passkeyChallenge.deleteMany({
    where: { expiresAt: { lt: new Date() } },
  });
  return count;
}
