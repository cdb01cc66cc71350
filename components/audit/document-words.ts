import type { AuditEntryDto } from '#lib/audit/contract';
import type { EntryWords } from './signing-words.ts';

const kinds = [
  'asset_report_made',
  'asset_report_downloaded',
  'asset_report_copied',
  'asset_report_copy_removed',
  'asset_report_removed',
  'pack_shared',
  'pack_revoked',
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
    case 'pack_shared': {
      const { documents, days, passphrase } = entry.details;
      return {
        title: `${who} shared ${documents === 1 ? 'a document' : `${documents} documents`} by a link`,
        hint: `For ${days === 1 ? 'a day' : `${days} days`}${passphrase ? ', behind a passphrase' : ''}.`,
        mayBeStranger: true,
      };
    }
    case 'pack_revoked':
      return { title: `${who} took a link to documents back` };
  }
}

function countBanks({ banks, days }: { banks: number; days: number }): string {
  return `${banks} ${banks === 1 ? 'bank' : 'banks'}, ${days} days back`;
}
