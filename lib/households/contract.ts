import { z } from 'zod';
import type { InviteDto } from '#lib/invites/contract';
import type { MemberDto } from '#lib/members/contract';
import { nameText } from '#lib/seen-text';
import { type Role, roles } from './roles.ts';

export const roleSchema = z.enum(roles);

export const householdInput = z.strictObject({
  name: nameText.min(1, 'Enter a name.').max(80, 'Use at most 80 characters.'),
});
export type HouseholdInput = z.infer<typeof householdInput>;

/** The household that one looks at. */
export type HouseholdDto = {
  id: string;
  name: string;
  members: MemberDto[];
  /** Those that can still be used; null for whoever does not own the household. */
  invites: InviteDto[] | null;
};

/** Of those one belongs to. */
export type HouseholdSummary = {
  id: string;
  name: string;
  role: Role;
  current: boolean;
  /** Invented, and to be taken away at a press (lib/sample). */
  sample: boolean;
};
export type HouseholdListDto = { items: HouseholdSummary[]; nextCursor: null };
