import 'server-only';
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { COSEALG } from '@simplewebauthn/server/helpers';
import type { Session } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { isUniqueViolation } from '#lib/db/prisma-errors';
import { AppError } from '#lib/errors';
import { changeFactors } from './change-factors.ts';
import type { ChangedFactorsDto, NewPasskeyInput } from './contract.ts';
import { saveChallenge, spendChallenge } from './passkey-challenges.ts';
import { passkeyLimit, relyingParty, userHandle } from './relying-party.ts';

/** What every authenticator has one of; Node calls the newer ones experimental. */
const algorithms = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256];

/** What the browser makes a passkey from: one that can sign in alone where the device is able to. */
export async function beginPasskey({
  id,
  userId,
  name,
  email,
}: Pick<
  Session,
  'id' | 'userId' | 'name' | 'email'
>): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const existing = await db().passkey.findMany({
    where: { userId },
    take: passkeyLimit,
    select: { credentialId: true, transports: true },
  });
  if (existing.length >= passkeyLimit) {
    throw new AppError('forbidden', `${passkeyLimit} passkeys are the most. Remove one first.`);
  }
  const options = await generateRegistrationOptions({
    rpName: 'Plumbline',
    rpID: relyingParty().id,
    userID: userHandle(userId),
    userName: email,
    userDisplayName: name,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: existing.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports,
    })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
  await saveChallenge(options.challenge, { purpose: 'register', holderId: id });
  return options;
}

/**
 * Adds what the browser made.
 *
 * @param name  what it is called until the person says otherwise
 * @throws AppError wrong_credentials
 */
export async function addPasskey(
  session: Pick<Session, 'id' | 'userId'>,
  response: NewPasskeyInput,
  name: string,
): Promise<ChangedFactorsDto> {
  const { credential, credentialBackedUp } = await verify(session.id, response);
  return changeFactors(session, async (tx) => {
    await tx.passkey.create({
      data: {
        id: newId(),
        userId: session.userId,
        credentialId: credential.id,
        publicKey: credential.publicKey,
        counter: credential.counter,
        transports: credential.transports ?? [],
        name,
        backedUp: credentialBackedUp,
      },
    });
    return { kind: 'factor_added', details: { factor: 'passkey', name } };
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? refused() : error;
  });
}

async function verify(sessionId: string, response: NewPasskeyInput) {
  const { id, origin } = relyingParty();
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) =>
      spendChallenge(challenge, { purpose: 'register', holderId: sessionId }),
    expectedOrigin: origin,
    expectedRPID: id,
    supportedAlgorithmIDs: algorithms,
    // A key that does not ask who holds it still serves beside a password.
    requireUserVerification: false,
  }).catch(() => {
    throw refused();
  });
  if (!registrationInfo) throw refused();
  return registrationInfo;
}

function refused(): AppError {
  const message =
    'The passkey was not accepted, or it took too long. Nothing was changed; try again.';
  return new AppError('wrong_credentials', message);
}
