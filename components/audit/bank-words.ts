import type { AuditEntryDto } from '#lib/audit/contract';
import type { EntryWords } from './signing-words.ts';

type AboutBank = Extract<
  AuditEntryDto,
  {
    kind:
      | 'bank_linked'
      | 'bank_repaired'
      | 'bank_disconnected'
      | 'bank_removed'
      | 'bank_accounts_settled'
      | 'history_moved'
      | 'history_moved_back'
      | 'token_rotated'
      | 'token_resealed';
  }
>;

/** What became of a connection, as a sentence. */
export function describeBank(entry: AboutBank, who: string): EntryWords {
  switch (entry.kind) {
    case 'bank_linked':
      return { title: `${who} linked ${entry.details.bank}`, mayBeStranger: true };
    case 'bank_repaired':
      return { title: `${who} signed in to ${entry.details.bank} again` };
    case 'bank_disconnected':
      return {
        title: `${who} disconnected ${entry.details.bank}`,
        hint:
          entry.details.history === 'keep'
            ? 'Its accounts and transactions stay.'
            : 'With its accounts and transactions.',
        mayBeStranger: true,
      };
    case 'bank_removed':
      return {
        title: `Access to ${entry.details.bank} ended`,
        hint: 'Plaid confirmed it, and the access token was deleted.',
      };
    case 'bank_accounts_settled':
      return {
        title: `${who} decided about accounts withdrawn at ${entry.details.bank}`,
        hint:
          entry.details.history === 'keep'
            ? 'Their transactions stay.'
            : 'Their transactions were deleted.',
      };
    case 'history_moved': {
      const { bank, joined, carried } = entry.details;
      return {
        title: `${who} moved the history of ${bank} to its new connection`,
        hint: `${joined + carried} ${joined + carried === 1 ? 'transaction' : 'transactions'}.`,
      };
    }
    case 'history_moved_back':
      return { title: `${who} moved the history of ${entry.details.bank} back` };
    case 'token_rotated':
      return {
        title: `The access token of ${entry.details.bank} was replaced`,
        hint: 'The old one is dead. Nothing else changed.',
      };
    case 'token_resealed':
      return {
        title: `The access token of ${entry.details.bank} was sealed with a new key`,
        hint: 'The token is the same, and so is everything else.',
      };
  }
}
