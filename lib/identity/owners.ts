import 'server-only';
import { z } from 'zod';
import { seal, unseal } from '#lib/crypto/seal';
import type { SealedPlace } from '#lib/crypto/sealed-columns';
import { addressSchema } from './contract.ts';

const ownersSchema = z.object({
  names: z.array(z.string()),
  addresses: z.array(addressSchema),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
});
/** Whose an account is, as its bank has it on file. */
export type Owners = z.infer<typeof ownersSchema>;

type AccountRef = { householdId: string; accountId: string };

export function sealOwners(ref: AccountRef, owners: Owners): string {
  return seal(JSON.stringify(ownersSchema.parse(owners)), placeOf(ref));
}

/** The one place where they come out. */
export function openOwners(ref: AccountRef, sealed: string): Owners {
  return ownersSchema.parse(JSON.parse(unseal(sealed, placeOf(ref))));
}

function placeOf({ householdId, accountId }: AccountRef): SealedPlace {
  return { table: 'AccountIdentity', column: 'ownersSealed', householdId, rowId: accountId };
}
