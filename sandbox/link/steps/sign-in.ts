import { checkAnswers, describeRound } from '../../bank/challenge.ts';
import { signIn } from '../../bank/sign-in.ts';
import { findItem } from '../../items/item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { StepView } from '../browser/protocol.ts';
import { type LinkSession, requireInstitution, requireSession, saveProgress } from '../session.ts';
import { toTile } from '../tiles.ts';
import { openAccounts } from './choose-accounts.ts';
import { complete } from './complete.ts';

/** The person signs in; the bank may ask more. A refusal leaves the session where it is. */
export function submitCredentials(
  sandbox: Sandbox,
  sessionId: string,
  username: string,
  password: string,
): StepView {
  const session = requireSession(sandbox, sessionId, 'credentials', 'challenge', 'accounts');
  const login = checkLogin(sandbox, session, username.trim(), password);
  const signedIn = saveProgress(sandbox, session, { ...login, round: 0 });
  return login.challenge
    ? challengeView(saveProgress(sandbox, signedIn, { step: 'challenge' }))
    : admit(sandbox, signedIn);
}

export function submitAnswers(sandbox: Sandbox, sessionId: string, answers: string[]): StepView {
  const session = requireSession(sandbox, sessionId, 'challenge');
  const { challenge, round } = session.progress;
  const asked = challenge && describeRound(challenge, round);
  if (!asked || !checkAnswers(asked, answers)) {
    throw new PlaidFailure(asked?.failure ?? 'INVALID_MFA');
  }
  const next = saveProgress(sandbox, session, { round: round + 1 });
  return describeRound(challenge, round + 1) ? challengeView(next) : admit(sandbox, next);
}

/** The bank lets the person in: next come the accounts, or in a plain update nothing more. */
function admit(sandbox: Sandbox, session: LinkSession): StepView {
  const { token } = session;
  const asksAccounts = token.itemId === null || token.request.update?.account_selection_enabled;
  return asksAccounts ? openAccounts(sandbox, session) : complete(sandbox, session, null);
}

/** In update mode the person must be the one who linked the Item. */
function checkLogin(sandbox: Sandbox, session: LinkSession, username: string, password: string) {
  const item = session.token.itemId === null ? null : findItem(sandbox.db, session.token.itemId);
  // A configuration is a long password to type again: in update mode pass_good stands for it.
  const isShortcut = item?.username === 'user_custom' && password === 'pass_good';
  const result = signIn(username, item && isShortcut ? item.password : password);
  if (result.outcome === 'refused') {
    throw new PlaidFailure(result.code);
  }
  if (item && item.username !== username) {
    throw new PlaidFailure('INVALID_CREDENTIALS');
  }
  return { username, password, challenge: result.challenge };
}

function challengeView(session: LinkSession): StepView {
  const { challenge, round } = session.progress;
  const asked = challenge && describeRound(challenge, round);
  if (!asked) {
    throw new Error('A challenge was expected.');
  }
  const { type, title, prompts } = asked;
  return {
    step: 'challenge',
    institution: toTile(requireInstitution(session)),
    type,
    title,
    prompts,
  };
}
