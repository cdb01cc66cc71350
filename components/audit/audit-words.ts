import type { AuditEntryDto, AuditPerson } from '#lib/audit/contract';
import type { AuditTopic } from '#lib/audit/topics';
import type { Sight } from '#lib/privacy/sights';
import { describeBank } from './bank-words.ts';
import { describeData, isAboutData } from './data-words.ts';
import { describeDocument, isAboutDocument } from './document-words.ts';
import { describeOperation } from './operation-words.ts';
import { describeSigningIn, type EntryWords } from './signing-words.ts';
import { describeToken } from './token-words.ts';
import { describeWebhook } from './webhook-words.ts';

export const topicWords: Record<AuditTopic, string> = {
  signing_in: 'Signing in',
  banks: 'Banks',
  household: 'Household',
  data: 'Your data',
  operation: 'This installation',
};

/** One entry as a sentence to its reader. */
export function describeEntry(entry: AuditEntryDto): EntryWords {
  const who = nameOf(entry.by);
  if (isAboutData(entry)) return describeData(entry, who);
  if (isAboutDocument(entry)) return describeDocument(entry, who);
  switch (entry.kind) {
    case 'signed_up':
    case 'signed_in':
    case 'signed_out':
    case 'password_changed':
    case 'reset_link_made':
    case 'email_changed':
    case 'email_confirmed':
    case 'sessions_ended':
    case 'sessions_ended_by_command':
    case 'wrong_passwords':
    case 'second_step_failed':
    case 'step_up_failed':
    case 'factor_added':
    case 'factor_removed':
    case 'passkey_suspected':
    case 'recovery_codes_renewed':
    case 'recovery_code_used':
    case 'oidc_linked':
    case 'oidc_unlinked':
    case 'oidc_refused':
    case 'factors_reset':
      return describeSigningIn(entry, who);
    case 'access_token_made':
    case 'access_token_revoked':
    case 'access_tokens_ended':
    case 'access_token_met':
    case 'access_token_outlived':
      return describeToken(entry, who);
    case 'webhook_made':
    case 'webhook_changed':
    case 'webhook_paused':
    case 'webhook_resumed':
    case 'webhook_removed':
    case 'webhook_secret_made':
    case 'webhook_tested':
    case 'webhook_redelivered':
    case 'webhook_stopped':
    case 'webhooks_stopped':
      return describeWebhook(entry, who);
    case 'operator_granted':
    case 'operator_revoked':
    case 'key_rotation_began':
    case 'key_rotation_ended':
    case 'enrich_refused':
    case 'costs_read':
    case 'jobs_handled':
    case 'integrity_checked':
    case 'backup_made':
    case 'backup_restored':
    case 'connection_handled':
      return describeOperation(entry, who);
    case 'bank_linked':
    case 'bank_repaired':
    case 'bank_disconnected':
    case 'bank_removed':
    case 'bank_accounts_settled':
    case 'history_moved':
    case 'history_moved_back':
    case 'token_rotated':
    case 'token_resealed':
      return describeBank(entry, who);
    case 'account_shown': {
      const { account, sight, later } = entry.details;
      const whom = later ? 'whoever joins later' : entry.about ? nameOf(entry.about) : 'a member';
      return { title: `${who} let ${whom} see ${sightWords[sight]} of ${account}` };
    }
    case 'household_renamed':
      return { title: `${who} renamed the household` };
    case 'base_currency_set': {
      const { currency } = entry.details;
      return {
        title: currency
          ? `${who} chose ${currency} for the totals of the household`
          : `${who} left it to the accounts what totals are in`,
      };
    }
    case 'member_invited':
      return {
        title: `${who} invited somebody as a ${entry.details.role}`,
        hint: entry.details.mailed ? 'By a link that was mailed.' : 'By a link.',
        mayBeStranger: true,
      };
    case 'invite_revoked':
      return { title: `${who} took an invitation back` };
    case 'member_joined':
      return { title: `${who} joined the household as a ${entry.details.role}` };
    case 'role_changed': {
      const { role } = entry.details;
      const whom = entry.about ? nameOf(entry.about) : who;
      return {
        title: `${who} made ${whom} ${role === 'owner' ? 'an owner' : `a ${role}`}`,
        mayBeStranger: true,
      };
    }
    case 'member_left':
      return { title: `${who} left the household`, hint: departureHints[entry.details.history] };
    case 'household_left':
      return { title: `${who} left a household`, hint: departureHints[entry.details.history] };
    case 'member_removed':
      return {
        title: `${who} removed ${entry.about ? nameOf(entry.about) : 'a member'} from the household`,
        mayBeStranger: true,
      };
    case 'household_removed_from':
      return { title: `${who} removed you from a household` };
    case 'household_deleted':
      return { title: `${who} deleted a household that you belonged to`, mayBeStranger: true };
  }
}

const sightWords: Record<Sight, string> = {
  full: 'all',
  balance: 'only the balance',
  hidden: 'nothing',
};

const departureHints = {
  keep: 'What others saw of the banks stays.',
  delete: 'With the history of the banks.',
};

function nameOf(person: AuditPerson | null): string {
  if (person === null) return 'Plumbline';
  if (person.you) return 'You';
  return person.name ?? 'Somebody who is gone';
}
