import type { AuditEntryDto } from '#lib/audit/contract';
import type { OidcProblem } from '#lib/oidc/contract';
import { describeDevice } from '#lib/sessions/device-words';

export type EntryWords = {
  title: string;
  hint?: string;
  /** Somebody else may have done it in the reader's name. */
  mayBeStranger?: boolean;
};

type SigningIn = Extract<
  AuditEntryDto,
  {
    kind:
      | 'signed_up'
      | 'signed_in'
      | 'signed_out'
      | 'password_changed'
      | 'reset_link_made'
      | 'email_changed'
      | 'email_confirmed'
      | 'sessions_ended'
      | 'sessions_ended_by_command'
      | 'wrong_passwords'
      | 'second_step_failed'
      | 'step_up_failed'
      | 'factor_added'
      | 'factor_removed'
      | 'passkey_suspected'
      | 'recovery_codes_renewed'
      | 'recovery_code_used'
      | 'oidc_linked'
      | 'oidc_unlinked'
      | 'oidc_refused'
      | 'factors_reset';
  }
>;

/** What happened to how somebody signs in, as a sentence. */
export function describeSigningIn(entry: SigningIn, who: string): EntryWords {
  switch (entry.kind) {
    case 'signed_in': {
      const { device, secondFactor, oidc } = entry.details;
      const how = [secondFactor && 'with a second factor', oidc && 'by the sign-in provider'];
      return {
        title: `${who} signed in`,
        hint: [describeDevice(device), ...how].filter(Boolean).join(', '),
        mayBeStranger: true,
      };
    }
    case 'signed_up':
      return {
        title: `${who} created the account`,
        hint: describeSignUp(entry.details),
      };
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
    case 'sessions_ended_by_command':
      return { title: 'All sessions were ended', hint: byCommand };
    case 'wrong_passwords':
      return {
        title: 'Somebody gave wrong passwords for your account',
        hint: `They let nobody in · ${describeDevice(entry.details.device)}`,
      };
    case 'second_step_failed':
      return {
        title: 'A second step of signing in was wrong',
        hint: `The first step had been right. ${proofWords[entry.details.proof]}`,
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
    case 'passkey_suspected':
      return {
        title: `The passkey “${entry.details.name}” was refused`,
        hint: 'It counts its uses, and that count went back: somebody may have a copy.',
        mayBeStranger: true,
      };
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
    case 'oidc_linked':
      return { title: `${who} linked ${entry.details.issuer} to sign in`, mayBeStranger: true };
    case 'oidc_unlinked':
      return { title: `${who} unlinked ${entry.details.issuer}`, mayBeStranger: true };
    case 'oidc_refused':
      return {
        title: `A sign-in by ${entry.details.issuer} was refused`,
        hint: refusedWords[entry.details.problem],
        mayBeStranger: true,
      };
    case 'factors_reset':
      return {
        title: 'Your passkeys, authenticator app and recovery codes were removed',
        hint: byCommand,
      };
  }
}

export const byCommand = 'By a command on the machine it runs on.';

const proofWords = {
  password: 'A password.',
  passkey: 'A passkey.',
  totp: 'A code of the authenticator app.',
  recovery_code: 'A recovery code.',
  oidc: 'A sign-in at the provider.',
} as const;

const refusedWords: Partial<Record<OidcProblem, string>> = {
  email_taken: 'It gave your e-mail, and is not linked to your account.',
  taken: 'The account there is linked to somebody else here.',
  closed: 'It is linked to nobody here, and nobody can create an account.',
};

function describeSignUp({ invited, oidc }: { invited: boolean; oidc?: true }): string | undefined {
  if (invited) return oidc ? 'By an invitation and the sign-in provider.' : 'By an invitation.';
  return oidc ? 'By the sign-in provider.' : undefined;
}

function nameFactor({ factor, name }: { factor: 'passkey' | 'totp'; name: string | null }): string {
  return factor === 'totp' ? 'an authenticator app' : `the passkey “${name ?? ''}”`;
}
