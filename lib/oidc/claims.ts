import 'server-only';
import { z } from 'zod';

const short = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().max(254))
  .optional()
  // What does not look like what it should is as good as not there.
  .catch(undefined);

const schema = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  auth_time: z.number().int().optional().catch(undefined),
  email: z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.email().max(254))
    .optional()
    .catch(undefined),
  /** Some providers write it as a text. */
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
  name: short,
  preferred_username: short,
});

/** What a provider says of who signed in there. */
export type Claims = {
  issuer: string;
  subject: string;
  /** When they last proved there who they are; null where it does not say. */
  provedAt: Date | null;
  email: string | null;
  emailVerified: boolean;
  name: string;
};

/** @param claims  of an ID token that has been verified @throws ZodError */
export function readClaims(claims: unknown): Claims {
  const { iss, sub, auth_time, email, email_verified, name, preferred_username } =
    schema.parse(claims);
  const called = name || preferred_username || email?.split('@')[0] || 'You';
  return {
    issuer: iss,
    subject: sub,
    // No time that is still to come: it would count as a proof for longer.
    provedAt: auth_time === undefined ? null : new Date(Math.min(auth_time * 1_000, Date.now())),
    email: email ?? null,
    emailVerified: email_verified === true,
    name: called.slice(0, 80),
  };
}
