import 'server-only';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { recordAudit } from '#lib/audit/record-audit';
import { tellPerson } from '#lib/auth/tell-person';
import { db } from '#lib/db/client';
import type { Assertion } from './contract.ts';
import { type ChallengeUse, spendChallenge } from './passkey-challenges.ts';
import { relyingParty, userHandle } from './relying-party.ts';

type Passkey = {
  id: string;
  userId: string;
  name: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: bigint;
};

/**
 * Whose passkey signed what this browser was asked to sign; null when none did, or it must not count.
 *
 * @param owner  whose it has to be; null for anybody's, which has to have verified its person
 */
export async function verifyPasskey(
  assertion: Assertion,
  use: ChallengeUse,
  owner: string | null,
): Promise<string | null> {
  const passkey = await db().passkey.findUnique({
    where: { credentialId: assertion.id },
    select: { id: true, userId: true, name: true, publicKey: true, counter: true },
  });
  if (!passkey || (owner !== null && passkey.userId !== owner)) return null;
  if (!isHandleOf(passkey.userId, assertion.response.userHandle)) return null;
  const counter = await verifySignature(passkey.publicKey, assertion, use, owner === null);
  if (counter === null || !(await moveCounter(passkey, counter))) return null;
  return passkey.userId;
}

/** @returns how often it was used, as its authenticator counts; null when it is not right */
async function verifySignature(
  publicKey: Uint8Array<ArrayBuffer>,
  assertion: Assertion,
  use: ChallengeUse,
  requireUserVerification: boolean,
): Promise<number | null> {
  const { id, origin } = relyingParty();
  const result = await verifyAuthenticationResponse({
    response: assertion,
    expectedChallenge: (challenge) => spendChallenge(challenge, use),
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification,
    // Compared by ourselves, once the signature is known to be right: then a step back tells something.
    credential: { id: assertion.id, publicKey, counter: 0 },
  }).catch(() => null);
  return result?.verified ? result.authenticationInfo.newCounter : null;
}

/** An authenticator that counts goes up with each use. One that does not says 0 each time. */
async function moveCounter(passkey: Passkey, counter: number): Promise<boolean> {
  const counts = counter > 0 || passkey.counter > 0n;
  if (counts && BigInt(counter) <= passkey.counter) {
    await noteCopy(passkey);
    return false;
  }
  const { count } = await db().passkey.updateMany({
    where: { id: passkey.id, counter: passkey.counter },
    data: { counter, lastUsedAt: new Date() },
  });
  return count > 0;
}

async function noteCopy({ id, userId, name }: Passkey): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.passkey.updateMany({
      where: { id, suspectAt: null },
      data: { suspectAt: new Date() },
    });
    if (count > 0) {
      await tellPerson(tx, userId, {
        title: `The passkey “${name}” was refused`,
        body: 'It counts its uses, and that count went back, as if somebody used a copy. Remove it and add a new one.',
      });
    }
    await recordAudit(tx, userId, { kind: 'passkey_suspected', details: { name } });
  });
}

/** Passkeys that sign in by themselves also say whose they are. */
function isHandleOf(userId: string, given: string | undefined): boolean {
  return given === undefined || given === Buffer.from(userHandle(userId)).toString('base64url');
}
