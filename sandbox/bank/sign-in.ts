import { type ErrorCode, isErrorCode } from '../plaid/error-catalogue.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import { findForcedError, parseCustomConfig } from './custom-config.ts';
import { findPersona } from './personas/personas.ts';

/** A further question the bank asks after user name and password. */
export type Challenge =
  | { kind: 'device' }
  | { kind: 'recaptcha'; isPassed: boolean }
  | { kind: 'questions'; rounds: number; perRound: number }
  | { kind: 'selections'; rounds: number; perRound: number; options: number };

export type SignIn =
  | { outcome: 'accepted'; challenge: Challenge | null }
  | { outcome: 'refused'; code: ErrorCode };

/** With it the accounts of user_good are verified by two small deposits, within a day. */
export const microdepositsPassword = 'microdeposits_good';

/** What the pretended bank makes of a user name and a password. */
export function signIn(username: string, password: string): SignIn {
  switch (username) {
    case 'user_good':
      return signInDefaultUser(password);
    case 'user_custom':
      return signInCustomUser(password);
    default:
      return takesAnyPassword(username) && password.trim() !== ''
        ? accept(null)
        : refuse('INVALID_CREDENTIALS');
  }
}

/** Signs in where nobody answers questions: without Link only a captcha that cannot be passed counts. */
export function requireSignIn(username: string, password: string): void {
  const result = signIn(username, password);
  if (result.outcome === 'refused') {
    throw new PlaidFailure(result.code);
  }
  if (result.challenge?.kind === 'recaptcha' && !result.challenge.isPassed) {
    throw new PlaidFailure('RECAPTCHA_BAD');
  }
}

function takesAnyPassword(username: string): boolean {
  return username === 'user_transactions_dynamic' || findPersona(username) !== undefined;
}

function signInDefaultUser(password: string): SignIn {
  if (password === 'pass_good' || password === microdepositsPassword) {
    return accept(null);
  }
  if (password.startsWith('error_')) {
    const code = password.slice('error_'.length);
    return refuse(isErrorCode(code) ? code : 'INVALID_CREDENTIALS');
  }
  const challenge = readChallenge(password);
  return challenge ? accept(challenge) : refuse('INVALID_CREDENTIALS');
}

/** `{"recaptcha":"good"}` or bad, `mfa_device`, `mfa_questions_<rounds>_<per round>`, `mfa_selections[_<rounds>_<per round>_<options>]`. */
function readChallenge(password: string): Challenge | null {
  if (password === 'mfa_device') {
    return { kind: 'device' };
  }
  const recaptcha = password.match(/^\{\s*"recaptcha"\s*:\s*"(good|bad)"\s*\}$/);
  if (recaptcha) {
    return { kind: 'recaptcha', isPassed: recaptcha[1] === 'good' };
  }
  if (password === 'mfa_selections') {
    return { kind: 'selections', rounds: 1, perRound: 1, options: 2 };
  }
  const numbers = password.match(/^mfa_(questions|selections)_([1-9])_([1-9])(?:_([1-9]))?$/);
  if (!numbers) {
    return null;
  }
  const rounds = Number(numbers[2]);
  const perRound = Number(numbers[3]);
  return numbers[1] === 'questions'
    ? { kind: 'questions', rounds, perRound }
    : { kind: 'selections', rounds, perRound, options: Number(numbers[4] ?? 2) };
}

function signInCustomUser(password: string): SignIn {
  const config = parseCustomConfig(password);
  if (!config) {
    return refuse('INVALID_CREDENTIALS');
  }
  const forced = findForcedError(config);
  if (forced) {
    return refuse(forced);
  }
  const { mfa, recaptcha } = config;
  if (recaptcha === 'bad') {
    return accept({ kind: 'recaptcha', isPassed: false });
  }
  switch (mfa?.type) {
    case 'device':
      return accept({ kind: 'device' });
    case 'questions':
      return accept({
        kind: 'questions',
        rounds: mfa.question_rounds ?? 1,
        perRound: mfa.questions_per_round ?? 1,
      });
    case 'selections':
      return accept({
        kind: 'selections',
        rounds: mfa.selection_rounds ?? 1,
        perRound: mfa.questions_per_round ?? 2,
        options: mfa.selections_per_question ?? 2,
      });
    default:
      return accept(recaptcha === 'good' ? { kind: 'recaptcha', isPassed: true } : null);
  }
}

function accept(challenge: Challenge | null): SignIn {
  return { outcome: 'accepted', challenge };
}

function refuse(code: ErrorCode): SignIn {
  return { outcome: 'refused', code };
}
