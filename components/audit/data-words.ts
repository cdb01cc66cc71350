import { formatFileSize } from '#components/archives/file-size';
import type { AuditEntryDto } from '#lib/audit/contract';
import { formatMonth } from '#lib/dates/format-month';
import { partnerNames } from '#lib/processors/partners';
import type { EntryWords } from './signing-words.ts';

const kinds = [
  'archive_requested',
  'archive_imported',
  'archive_downloaded',
  'transactions_exported',
  'file_imported',
  'file_import_undone',
  'rates_imported',
  'account_deleted',
  'account_set',
  'numbers_told',
  'statement_downloaded',
  'income_handled',
  'account_opened',
  'identity_asked',
  'identity_forgotten',
  'identity_matched',
  'calendar_shared',
] as const satisfies AuditEntryDto['kind'][];

type AboutData = Extract<AuditEntryDto, { kind: (typeof kinds)[number] }>;

export function isAboutData(entry: AuditEntryDto): entry is AboutData {
  return kinds.some((kind) => kind === entry.kind);
}

/** What somebody took along, brought or deleted, as a sentence. */
export function describeData(entry: AboutData, who: string): EntryWords {
  switch (entry.kind) {
    case 'archive_requested':
      return { title: `${who} asked for an export of your data`, mayBeStranger: true };
    case 'archive_imported':
      return {
        title: `${who} imported an export`,
        hint: `${entry.details.rows.toLocaleString('en-US')} rows.`,
      };
    case 'archive_downloaded':
      return {
        title: `${who} downloaded the export`,
        hint: formatFileSize(entry.details.bytes),
        mayBeStranger: true,
      };
    case 'transactions_exported': {
      const { count, format } = entry.details;
      return {
        title: `${who} exported transactions`,
        hint: `${count.toLocaleString('en-US')} as ${format.toUpperCase()}.`,
        mayBeStranger: true,
      };
    }
    case 'file_imported':
      return { title: `${who} imported a file`, hint: countWords(entry.details.count) };
    case 'file_import_undone':
      return { title: `${who} undid the import of a file`, hint: countWords(entry.details.count) };
    case 'rates_imported':
      return {
        title: `${who} imported exchange rates`,
        hint: `${entry.details.count.toLocaleString('en-US')} of them.`,
      };
    case 'account_deleted':
      return {
        title: `${who} deleted the account ${entry.details.account}`,
        hint: 'With its transactions.',
        mayBeStranger: true,
      };
    case 'account_set': {
      const { account, as } = entry.details;
      return { title: setWords[as](who, account) };
    }
    case 'numbers_told':
      return {
        title: `${who} had the numbers of ${entry.details.account} shown`,
        mayBeStranger: true,
      };
    case 'statement_downloaded': {
      const { account, month } = entry.details;
      return {
        title: `${who} downloaded a statement of ${account}`,
        hint: `Of ${formatMonth(month)}.`,
        mayBeStranger: true,
      };
    }
    case 'income_handled':
      return incomeWords[entry.details.as](who);
    case 'account_opened':
      return {
        title: `${who} opened ${entry.details.account} to ${partnerNames[entry.details.partner]}`,
        hint: 'By a token that was shown once.',
        mayBeStranger: true,
      };
    case 'identity_asked':
      return {
        title: `${who} asked ${entry.details.bank} what it has on file`,
        mayBeStranger: true,
      };
    case 'identity_forgotten':
      return {
        title: `${who} deleted what ${entry.details.bank} has on file`,
        hint: 'Here. At the bank nothing changed.',
      };
    case 'identity_matched':
      return {
        title: `${who} had Plaid compare what is right with what ${entry.details.bank} has on file`,
        hint: 'For that it was sent to Plaid.',
        mayBeStranger: true,
      };
    case 'calendar_shared':
      return {
        title: `${who} made an address for the calendar`,
        hint: 'Whoever has it reads the names of banks, and days.',
        mayBeStranger: true,
      };
  }
}

function countWords(count: number): string {
  return count === 1 ? '1 transaction.' : `${count.toLocaleString('en-US')} transactions.`;
}

type Set = Extract<AboutData, { kind: 'account_set' }>['details']['as'];

const setWords: Record<Set, (who: string, account: string) => string> = {
  hidden: (who, account) => `${who} hid the account ${account}`,
  shown: (who, account) => `${who} showed the account ${account} again`,
  left_out: (who, account) => `${who} left the account ${account} out of net worth`,
  counted: (who, account) => `${who} counted the account ${account} in net worth again`,
  closed: (who, account) => `${who} marked the account ${account} as closed`,
  reopened: (who, account) => `${who} opened the account ${account} again`,
};

type Handled = Extract<AboutData, { kind: 'income_handled' }>['details']['as'];

const incomeWords: Record<Handled, (who: string) => EntryWords> = {
  asked_bank: (who) => ({ title: `${who} opened Link to share income at a bank` }),
  asked_payroll: (who) => ({ title: `${who} opened Link to share income from an employer` }),
  taken: (who) => ({ title: `${who} downloaded a report of income`, mayBeStranger: true }),
  deleted: (who) => ({ title: `${who} deleted the income that was shared`, mayBeStranger: true }),
};
