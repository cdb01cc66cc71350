import { z } from 'zod';
import { roleSchema } from '#lib/households/contract';
import type { Role } from '#lib/households/roles';

export type MemberDto = {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** ISO 8601 */
  joinedAt: string;
  you: boolean;
};

export const rolePatch = z.strictObject({ role: roleSchema });
export const transferInput = z.strictObject({ memberId: z.uuid() });

export const leaveInput = z.strictObject({
  /** What becomes of the accounts one linked, as far as others see them. */
  history: z.enum(['keep', 'delete']),
});
export type LeaveInput = z.infer<typeof leaveInput>;
