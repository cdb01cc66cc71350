import { z } from 'zod';
import { roleSchema } from '#lib/households/contract';

/** An owner is made of a member one knows, not by a link. */
const invitedRole = roleSchema.exclude(['owner']);

export const inviteInput = z.strictObject({
  role: invitedRole,
  /** Where the link is mailed to, beside being shown. */
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'Use a shorter e-mail address.')
    .pipe(z.email('Use an address such as ana@example.com.'))
    .nullable(),
});
export type InviteInput = z.infer<typeof inviteInput>;

const inviteTokenSchema = z.string().regex(/^[\w-]{64}$/, 'This is not an invitation.');
export const acceptInput = z.strictObject({ token: inviteTokenSchema });

/** One that can still be used. */
export type InviteDto = {
  id: string;
  role: InviteInput['role'];
  email: string | null;
  /** Who made it. */
  by: string;
  /** ISO 8601 */
  createdAt: string;
  expiresAt: string;
};

/** The link is told this once. */
export type NewInviteDto = { invite: InviteDto; link: string; mailed: boolean };

/** What an invitation says to whoever holds its link. */
export type InvitationDto = {
  householdId: string;
  household: string;
  role: InviteInput['role'];
  by: string;
};
