import 'server-only';
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { db } from '#lib/db/client';
import { type ChallengeUse, saveChallenge } from './passkey-challenges.ts';
import { passkeyLimit, relyingParty } from './relying-party.ts';

/**
 * What the browser asks a passkey with.
 *
 * @param owner  whose passkeys are asked for; null for anybody's, who then has to be verified by it
 */
export async function askForPasskey(
  use: ChallengeUse,
  owner: string | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const passkeys = owner
    ? await db().passkey.findMany({
        where: { userId: owner },
        take: passkeyLimit,
        select: { credentialId: true, transports: true },
      })
    : [];
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().id,
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports,
    })),
    userVerification: owner ? 'preferred' : 'required',
  });
  await saveChallenge(options.challenge, use);
  return options;
}
