import 'server-only';
import { z } from 'zod';
import { seal, unseal } from '#lib/crypto/seal';
import type { SealedPlace } from '#lib/crypto/sealed-columns';
import type { SharedStatementDto } from './contract.ts';

export type DocumentRef = { householdId: string; documentId: string };

/** What of a document is kept: figures of the app's own, as they were when the pack was made. */
export function sealContent(ref: DocumentRef, content: SharedStatementDto): string {
  return seal(JSON.stringify(content), placeOf(ref));
}

/** @throws UnsealError */
export function openContent(ref: DocumentRef, sealed: string): SharedStatementDto {
  // Written by nobody else, and authenticated with its place: that it is whole is all that is asked.
  return whole.parse(JSON.parse(unseal(sealed, placeOf(ref)))) as SharedStatementDto;
}

const whole = z.looseObject({ statement: z.looseObject({}), by: z.string(), madeOn: z.string() });

function placeOf({ householdId, documentId }: DocumentRef): SealedPlace {
  const column = 'contentSealed' as const;
  return { table: 'ProofPackDocument', column, householdId, rowId: documentId };
}
