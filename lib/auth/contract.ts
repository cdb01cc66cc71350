import { z } from 'zod';
import { type FactorKind, factorProof } from '#lib/factors/contract';
import { nameText } from '#lib/seen-text';

/**
 * No composition rules: length is what resists guessing; 128 bounds the work of a hash. What is tried
 * first is refused on the server (lib/auth/require-strong-password.ts).
 */
const passwordSchema = z
  .string()
  .min(15, 'Use at least 15 characters.')
  .max(128, 'Use at most 128 characters.');

/** One that was chosen earlier, perhaps under other rules. */
const givenPassword = z
  .string()
  .min(1, 'Enter your password.')
  .max(128, 'Use at most 128 characters.');

const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Use a shorter e-mail address.')
  .pipe(z.email('Use an address such as ana@example.com.'));

export const personName = nameText.min(1, 'Enter your name.').max(80, 'Use at most 80 characters.');

/** What the link of an invitation ends in. */
const inviteToken = z.string().max(100).optional();

export const nameAndPassword = z.strictObject({ name: personName, password: passwordSchema });
export const newPersonInput = nameAndPassword.extend({ email: emailSchema });
export const signUpInput = newPersonInput.extend({ invite: inviteToken });

export const emailInput = z.strictObject({ email: emailSchema });
export const passwordInput = z.strictObject({ password: passwordSchema });
/** `current` is left out by who has none so far. */
export const newPasswordInput = passwordInput.extend({ current: givenPassword.optional() });

/** What a link in a mail holds. */
export const tokenInput = z.strictObject({ token: z.string().max(100) });
export const signUpLinkInput = z.strictObject({ email: emailSchema, invite: inviteToken });
export const finishSignUpInput = nameAndPassword.extend(tokenInput.shape);
export const resetInput = passwordInput.extend(tokenInput.shape);

export const signInInput = z.object({
  email: emailSchema,
  password: givenPassword,
});

export const passwordProof = z.strictObject({ password: givenPassword });

/** What proves anew who somebody is. */
export const stepUpInput = z.discriminatedUnion('kind', [
  passwordProof.extend({ kind: z.literal('password') }),
  factorProof,
]);

/** How signing in begins: with a password of theirs, or at the OIDC provider. */
export type FirstStep = 'password' | 'oidc';

export type ProofKind = FactorKind | FirstStep;

/** With what the person may prove it, the best first. */
export type ProofKindsDto = {
  kinds: ProofKind[];
  /** What people call the OIDC provider; null where none is set up. */
  provider: string | null;
};

/** After a right password: whether the account asks for more before there is a session. */
export type FirstStepDto = { secondStep?: boolean };

export type StepUpInput = z.infer<typeof stepUpInput>;
export type SignUpInput = z.infer<typeof signUpInput>;
export type ResetInput = z.infer<typeof resetInput>;
export type NewPasswordInput = z.infer<typeof newPasswordInput>;
export type TokenInput = z.infer<typeof tokenInput>;
export type SignUpLinkInput = z.infer<typeof signUpLinkInput>;
export type FinishSignUpInput = z.infer<typeof finishSignUpInput>;
