import { z } from 'zod';
import { type Sight, sights } from './sights.ts';

const sight = z.enum(sights);

/** One decision of the member who linked an account, or about those they will link. */
export const privacyPatch = z.union([
  /** Without `memberId`: what members see who join later. */
  z.strictObject({ accountId: z.uuid(), memberId: z.uuid().nullable(), sight }),
  z.strictObject({ newAccountsShow: sight }),
]);
export type PrivacyPatch = z.infer<typeof privacyPatch>;

type AccountPrivacyDto = {
  id: string;
  name: string;
  mask: string | null;
  institution: string;
  /** By the id of each other member. */
  sights: Record<string, Sight>;
  /** What members see who join later. */
  newcomers: Sight;
};

/** What a member lets the others see of what they linked. */
export type PrivacyDto = {
  others: { id: string; name: string }[];
  accounts: AccountPrivacyDto[];
  newAccountsShow: Sight;
};
