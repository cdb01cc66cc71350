import 'server-only';
import { seal, unseal } from '#lib/crypto/seal';
import type { SealedPlace } from '#lib/crypto/sealed-columns';
import type { Viewer } from '#lib/privacy/viewer';

/** Whose a report is. What they do with it is in their own log: nobody else of the household reads that. */
export type Asking = Viewer & { userId: string };
export type ReportRef = { householdId: string; reportId: string };
export type CopyRef = { householdId: string; copyId: string };

/** Encrypts a report's token to its row. */
export function sealReportToken(ref: ReportRef, token: string): string {
  return seal(token, placeOfReport(ref));
}

/** The one place where the token of a report comes out. */
export function openReportToken(ref: ReportRef, sealed: string): string {
  return unseal(sealed, placeOfReport(ref));
}

export function sealCopyToken(ref: CopyRef, token: string): string {
  return seal(token, placeOfCopy(ref));
}

export function openCopyToken(ref: CopyRef, sealed: string): string {
  return unseal(sealed, placeOfCopy(ref));
}

function placeOfReport({ householdId, reportId }: ReportRef): SealedPlace {
  return { table: 'AssetReport', column: 'tokenSealed', householdId, rowId: reportId };
}

function placeOfCopy({ householdId, copyId }: CopyRef): SealedPlace {
  return { table: 'AssetReportCopy', column: 'tokenSealed', householdId, rowId: copyId };
}
