import { z } from 'zod';

/** Whoever has one of the first two is asked for more than a password; the codes are for losing both. */
export type FactorKind = 'passkey' | 'totp' | 'recovery_code';

const totpCode = z
  .string()
  .max(100)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits that your app shows now.'));

/** 120 bits in Crockford’s base32: what looks like a letter it leaves out is the digit it looks like. */
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
      .regex(/^[0-9a-hjkmnp-tv-z]{24}$/, 'Enter a whole code: 24 letters and digits, as shown.'),
  );

export const totpInput = z.strictObject({ code: totpCode });
export const recoveryCodeInput = z.strictObject({ code: recoveryCode });

/** What somebody gives to show that a factor is theirs. */
export const factorProof = z.discriminatedUnion('kind', [
  totpInput.extend({ kind: z.literal('totp') }),
  recoveryCodeInput.extend({ kind: z.literal('recovery_code') }),
]);

export type FactorProof = z.infer<typeof factorProof>;

/** An app on its way: `uri` as the QR code has it, `secret` to type, both told this once. */
export type NewTotpDto = { secret: string; uri: string };

export type FactorsDto = {
  /** ISO 8601, since when the authenticator app counts. */
  totpSince: string | null;
  recoveryCodesLeft: number;
};

/** After a change. Recovery codes are told this once, when they are made. */
export type ChangedFactorsDto = { factors: FactorsDto; recoveryCodes: string[] | null };

/** Whether signing in takes more than a password. */
export function hasSecondFactor({ totpSince }: FactorsDto): boolean {
  return totpSince !== null;
}

/** Whether a password alone is left once this one goes. */
export function isLastFactor({ totpSince }: FactorsDto): boolean {
  return totpSince !== null;
}
