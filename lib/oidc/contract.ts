import { z } from 'zod';

/** Why somebody is sent to the provider: see OidcPurpose in prisma/schema.prisma. */
export const oidcStartInput = z.object({
  purpose: z.enum(['sign_in', 'sign_up', 'link', 'step_up']),
  /** The page of ours to end at. */
  next: z.string().max(2_000).optional(),
  /** What the link of an invitation ends in. */
  invite: z.string().max(100).optional(),
});
export type OidcStartInput = z.infer<typeof oidcStartInput>;

/** What can go wrong on the way to the provider and back. The pages it ends at put it into words. */
export const oidcProblems = [
  /** The person, or the provider in their place, said no. */
  'declined',
  /** Too long ago, begun in another browser, or used already. */
  'expired',
  'unavailable',
  /** Nobody but whoever runs this installation, or the provider, can mend it. */
  'misconfigured',
  'clock',
  /** Nobody here is linked to it, and an account may be created. */
  'unknown',
  /** The same, and none may. */
  'closed',
  'email_missing',
  'email_unverified',
  'email_taken',
  'invitation_over',
  /** It signs in somebody else here. */
  'taken',
  'linked_already',
  /** Somebody else than who is signed in. */
  'other_person',
  /** The provider did not say that they signed in there anew. */
  'not_fresh',
  /** The account asks for more than the provider, since before or since they left. */
  'not_enough',
  'signed_out',
  'too_often',
  /** Something of ours: it is in the log. */
  'failed',
] as const;
export type OidcProblem = (typeof oidcProblems)[number];

export function isOidcProblem(text: unknown): text is OidcProblem {
  return (oidcProblems as readonly unknown[]).includes(text);
}

/** How somebody stands with the provider. */
export type OidcDto = {
  /** What people call the provider. */
  provider: string;
  identity: {
    /** The e-mail or name it told when it was linked. */
    label: string | null;
    /** ISO 8601 */
    linkedAt: string;
    /** ISO 8601 */
    lastUsedAt: string | null;
  } | null;
};
