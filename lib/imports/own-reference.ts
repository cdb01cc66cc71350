import 'server-only';

/** What an export of ours calls a row, or a part of one that is split: lib/exports/export-row.ts. */
const ownReference =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\/\d{1,4})?$/;

/** The id of the row that a reference names, in whichever household; null for a bank's own reference. */
export function readOwnReference(reference: string | null): string | null {
  return ownReference.exec(reference ?? '')?.[1] ?? null;
}
