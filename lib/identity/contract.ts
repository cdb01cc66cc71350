import { z } from 'zod';
import type { ConsentName } from '#lib/products/contract';
import { nameText } from '#lib/seen-text';
import type { FactKind } from './fact-kinds.ts';

/** More of one kind than anybody has at their banks, and room for what they add. */
export const shownLimit = 50;
const saidLimit = shownLimit + 10;

const part = nameText.max(500).nullable();
export const addressSchema = z.strictObject({
  street: nameText.min(1, 'Enter the street.').max(500),
  city: part,
  region: part,
  postalCode: part,
  /** ISO 3166-1 alpha-2, as banks give it. */
  country: part,
});
export type Address = z.infer<typeof addressSchema>;

/** What somebody says of a value: that it is right, or that it is not. */
function saidOf<Value extends z.ZodType>(value: Value) {
  return z.array(z.strictObject({ value, isRight: z.boolean() })).max(saidLimit);
}

const textSaid = saidOf(nameText.min(1).max(500));
const addressSaid = saidOf(addressSchema);

/** Replaces what the person says of one kind; what they say of the others stays. */
export const detailsInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['names', 'phones', 'emails']), said: textSaid }),
  z.strictObject({ kind: z.literal('addresses'), said: addressSaid }),
]);
export type DetailsInput = z.infer<typeof detailsInput>;

/** All that a member says is right, and what is not. */
export const ownDetailsSchema = z.object({
  names: textSaid,
  addresses: addressSaid,
  phones: textSaid,
  emails: textSaid,
});
export type OwnDetails = z.infer<typeof ownDetailsSchema>;

type Bank = { itemId: string; bank: string };

/** One value, however its banks write it. */
export type FactValue = {
  /** As it is sent back in `DetailsInput`. */
  value: string | Address;
  text: string;
  /** Other spellings of the same. */
  alsoWritten: string[];
  /** Which banks have it; none where the person alone says it. */
  banks: Bank[];
  /** What the person says; null: nothing yet. */
  isRight: boolean | null;
};

export type FactDto = {
  kind: FactKind;
  values: FactValue[];
  /** `none`: no bank tells one. `ask`: values differ that the person has not judged. */
  standing: 'none' | 'same' | 'ask' | 'judged';
  /** Banks that have nothing of what is right, and something else. */
  outdated: Bank[];
};

/** What one bank has on file, of accounts of which it has the same. */
export type FileDto = { accounts: { id: string; name: string }[] } & Record<FactKind, string[]>;

export type BankFileDto = Bank & {
  /** `unasked`: it is asked once the person says so. */
  state: 'unasked' | 'waiting' | 'ready' | 'unsupported' | 'needs_consent' | 'failed';
  /** What happened, whether anything is lost, what happens next; null when all is well. */
  text: string | null;
  /** What Link's update mode is to ask the person for; null when that is of no help. */
  consent: ConsentName | null;
  /** ISO 8601; null = nothing is here. */
  readAt: string | null;
  files: FileDto[];
  /** Asking once more has Plaid look at the bank, which it bills. */
  isBilled: boolean;
};

/** What the banks of a person have on file about them: nobody else in the household is told. */
export type IdentityDto = {
  banks: BankFileDto[];
  facts: FactDto[];
  /** How many banks are compared. */
  compared: number;
};

/** Plaid's judgement, by kind: from 0 to 100, in its own words of what that means; null is not known. */
export type MatchDto = {
  accounts: { id: string; name: string }[];
  scores: { kind: FactKind; score: number | null; meaning: string }[];
};
