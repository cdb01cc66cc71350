import 'server-only';
import { seal, unseal } from '#lib/crypto/seal';
import type { SealedPlace } from '#lib/crypto/sealed-columns';
import type { ProviderBankIncome } from '#lib/plaid/bank-income';
import type { ProviderEmployment, ProviderPayroll } from '#lib/plaid/payroll-income';
import type { IncomeSource } from './limits.ts';

/** Moves whenever a shape below does: what was sealed under another one is read anew. */
const version = 1;

/** `noEmployments`: Plaid's error_code, where the payrolls were read and they were not. */
export type PayrollContent = {
  payrolls: ProviderPayroll[];
  employments: ProviderEmployment[];
  noEmployments: string | null;
};

export type IncomeContent = { bank: ProviderBankIncome; payroll: PayrollContent };

type ReadingRef = { householdId: string; id: string };

/** Encrypts what was read to its row: nobody reads somebody's pay in a copy of the database. */
export function sealContent(ref: ReadingRef, content: IncomeContent[IncomeSource]): string {
  return seal(JSON.stringify({ version, content }), placeOf(ref));
}

/** Null where it is of an earlier shape. @throws UnsealError */
export function openContent<Source extends IncomeSource>(
  ref: ReadingRef,
  sealed: string,
): IncomeContent[Source] | null {
  const opened = JSON.parse(unseal(sealed, placeOf(ref)));
  return opened.version === version ? opened.content : null;
}

function placeOf({ householdId, id }: ReadingRef): SealedPlace {
  return { table: 'IncomeReading', column: 'contentSealed', householdId, rowId: id };
}
