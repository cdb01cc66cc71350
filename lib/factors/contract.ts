import { z } from 'zod';
import { nameText } from '#lib/seen-text';

/** Whoever has one of the first two is asked for more than a password; the codes are for losing both. */
export type FactorKind = 'passkey' | 'totp' | 'recovery_code';

const totpCode = z
  .string()
  .max(100)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits that your app shows now.'));

/**
 * 140 bits in Crockford’s base32: what looks like a letter it leaves out is the digit it looks like. The
 * first ones had 24 letters.
 */
const recoveryCode = z
  .string()
  .max(100)
  .transform((text) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replaceAll('o', '0')
      .replace(/[il]/g, '1'),
  )
  .pipe(
    z
      .string()
      .regex(
        /^([0-9a-hjkmnp-tv-z]{24}|[0-9a-hjkmnp-tv-z]{28})$/,
        'Enter a whole code: 28 letters and digits, as shown.',
      ),
  );

export const totpInput = z.strictObject({ code: totpCode });
export const recoveryCodeInput = z.strictObject({ code: recoveryCode });

const base64url = (limit: number) =>
  z
    .string()
    .max(limit)
    .regex(/^[\w-]+$/, 'This is not base64url.');

/** What browsers answer with; what we do not look at is dropped. */
const credential = {
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.unknown().transform(() => ({})),
};

const assertion = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url(4_000),
    authenticatorData: base64url(4_000),
    signature: base64url(8_000),
    userHandle: base64url(100).optional(),
  }),
});
export type Assertion = z.infer<typeof assertion>;

/** A passkey that an authenticator has just made. */
export const newPasskeyInput = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url(4_000),
    attestationObject: base64url(30_000),
    authenticatorData: base64url(20_000).optional(),
    transports: z.array(z.string().max(20)).max(10).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: base64url(8_000).optional(),
  }),
});
export type NewPasskeyInput = z.infer<typeof newPasskeyInput>;

export const renamePasskeyInput = z.strictObject({
  name: nameText.min(1, 'Enter a name.').max(60, 'Use at most 60 characters.'),
});

/** For which step of signing in a passkey is asked. */
export const passkeyStepInput = z.strictObject({ step: z.enum(['first', 'second']) });

/** What somebody gives to show that a factor is theirs. */
export const factorProof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passkey'), assertion }),
  totpInput.extend({ kind: z.literal('totp') }),
  recoveryCodeInput.extend({ kind: z.literal('recovery_code') }),
]);

export type FactorProof = z.infer<typeof factorProof>;

/** An app on its way: `uri` as the QR code has it, `secret` to type, both told this once. */
export type NewTotpDto = { secret: string; uri: string };

export type PasskeyDto = {
  id: string;
  /** As browsers name it; to have them forget it. */
  credentialId: string;
  name: string;
  /** Its maker keeps it for the person's other devices too. */
  backedUp: boolean;
  /** ISO 8601 */
  createdAt: string;
  /** ISO 8601; null until it first signs in or confirms. */
  lastUsedAt: string | null;
  /** It was refused because its counter went back: somebody may have a copy. */
  suspect: boolean;
};

export type FactorsDto = {
  /** Oldest first. */
  passkeys: PasskeyDto[];
  /** ISO 8601, since when the authenticator app counts. */
  totpSince: string | null;
  recoveryCodesLeft: number;
};

/** After a change. Recovery codes are told this once, when they are made. */
export type ChangedFactorsDto = { factors: FactorsDto; recoveryCodes: string[] | null };
