import type { AuditEntryDto, AuditPerson, AuditTopic } from '#lib/audit/contract';
import type { Sight } from '#lib/privacy/contract';
import { describeDevice } from '#lib/sessions/device-words';

export const topicWords: Record<AuditTopic, string> = {
  signing_in: 'Signing in',
  banks: 'Banks',
  household: 'Household',
  data: 'Your data',
  operation: 'This installation',
};

type EntryWords = {
  title: string;
  hint?: string;
  /** Somebody else may have done it in the reader's name. */
  mayBeStranger?: boolean;
};

/** One entry as a sentence to its reader. */
export function describeEntry(entry: AuditEntryDto): EntryWords {
  const who = nameOf(entry.by);
  switch (entry.kind) {
    case 'signed_in': {
      const { device, secondFactor } = entry.details;
      return {
        title: `${who} signed in`,
        hint: `${describeDevice(device)}${secondFactor ? ', with a second factor' : ''}`,
        mayBeStranger: true,
      };
    }
    case 'signed_out':
      return { title: `${who} signed out` };
    case 'password_changed':
      return {
        title: `${who} changed the password`,
        hint: entry.details.byLink ? 'By a link that was sent by mail.' : undefined,
        mayBeStranger: true,
      };
    case 'reset_link_made':
      return { title: 'A link to choose a new password was made', hint: byCommand };
    case 'email_changed':
      return { title: `${who} changed the e-mail to sign in with`, mayBeStranger: true };
    case 'email_confirmed':
      return { title: `${who} confirmed the e-mail` };
    case 'sessions_ended': {
      const { count } = entry.details;
      const where = count === 1 ? 'in another browser' : `in ${count} other browsers`;
      return { title: `${who} signed out ${where}`, mayBeStranger: true };
    }
    case 'second_step_failed':
      return {
        title: 'A second step of signing in was wrong',
        hint: `The password had been right. ${proofWords[entry.details.proof]}`,
        mayBeStranger: true,
      };
    case 'step_up_failed':
      return {
        title: 'A confirmation that it was you was wrong',
        hint: proofWords[entry.details.proof],
        mayBeStranger: true,
      };
    case 'factor_added':
      return { title: `${who} added ${nameFactor(entry.details)}`, mayBeStranger: true };
    case 'factor_removed':
      return { title: `${who} removed ${nameFactor(entry.details)}`, mayBeStranger: true };
    case 'recovery_codes_renewed':
      return {
        title: `${who} made new recovery codes`,
        hint: 'The ones before no longer work.',
        mayBeStranger: true,
      };
    case 'recovery_code_used': {
      const { left } = entry.details;
      return {
        title: `${who} used a recovery code`,
        hint: left === 1 ? 'One is left.' : `${left} are left.`,
        mayBeStranger: true,
      };
    }
    case 'factors_reset':
      return {
        title: 'Your passkeys, authenticator app and recovery codes were removed',
        hint: byCommand,
      };
    case 'operator_granted':
      return { title: 'You became an operator of this installation', hint: byCommand };
    case 'operator_revoked':
      return { title: 'You are no longer an operator of this installation', hint: byCommand };
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
    case 'account_shown': {
      const { account, sight, later } = entry.details;
      const whom = later ? 'whoever joins later' : entry.about ? nameOf(entry.about) : 'a member';
      return { title: `${who} let ${whom} see ${sightWords[sight]} of ${account}` };
    }
    case 'household_renamed':
      return { title: `${who} renamed the household` };
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
    case 'token_rotated':
      return {
        title: `The access token of ${entry.details.bank} was replaced`,
        hint: 'The old one is dead. Nothing else changed.',
      };
  }
}

const sightWords: Record<Sight, string> = {
  full: 'all',
  balance: 'only the balance',
  hidden: 'nothing',
};

const proofWords = {
  password: 'A password.',
  passkey: 'A passkey.',
  totp: 'A code of the authenticator app.',
  recovery_code: 'A recovery code.',
} as const;

function nameFactor({ factor, name }: { factor: 'passkey' | 'totp'; name: string | null }): string {
  return factor === 'totp' ? 'an authenticator app' : `the passkey “${name ?? ''}”`;
}

const departureHints = {
  keep: 'What others saw of the banks stays.',
  delete: 'With the history of the banks.',
};

const byCommand = 'By a command on the machine it runs on.';

function nameOf(person: AuditPerson | null): string {
  if (person === null) return 'Plumbline';
  if (person.you) return 'You';
  return person.name ?? 'Somebody who is gone';
}
