import type { AuditEntryDto } from '#lib/audit/contract';
import type { EntryWords } from './signing-words.ts';

const kinds = [
  'asset_report_made',
  'asset_report_downloaded',
  'asset_report_copied',
  'asset_report_copy_removed',
  'asset_report_removed',
] as const satisfies AuditEntryDto['kind'][];

type AboutDocument = Extract<AuditEntryDto, { kind: (typeof kinds)[number] }>;

export function isAboutDocument(entry: AuditEntryDto): entry is AboutDocument {
  return kinds.some((kind) => kind === entry.kind);
}

/** What somebody did with documents for others to read, as a sentence. */
export function describeDocument(entry: AboutDocument, who: string): EntryWords {
  switch (entry.kind) {
    case 'asset_report_made':
      return {
        title: `${who} had an asset report made`,
        hint: `Of ${countBanks(entry.details)}.`,
        mayBeStranger: true,
      };
    case 'asset_report_downloaded':
      return {
        title: `${who} downloaded an asset report`,
        hint: `Of ${countBanks(entry.details)}.`,
        mayBeStranger: true,
      };
    case 'asset_report_copied':
      return {
        title: `${who} let ${entry.details.auditor} read an asset report at Plaid`,
        mayBeStranger: true,
      };
    case 'asset_report_copy_removed':
      return {
        title: `${who} took back the asset report that ${entry.details.auditor} could read`,
      };
    case 'asset_report_removed':
      return { title: `${who} had an asset report removed` };
  }
}

function countBanks({ banks, days }: { banks: number; days: number }): string {
  return `${banks} ${banks === 1 ? 'bank' : 'banks'}, ${days} days back`;
}
