import { z } from 'zod';
import { personName } from '#lib/auth/contract';

export const profileInput = z.strictObject({ name: personName });
export type ProfileInput = z.infer<typeof profileInput>;

export type ProfileDto = {
  name: string;
  email: string;
  /** `unknown`: no mail leaves this installation, so that nobody could be asked. */
  emailState: 'confirmed' | 'unconfirmed' | 'unknown';
  /** Where a change to another address waits to be confirmed. */
  pendingEmail: string | null;
};
