import { checkAnswers, describeRound } from '../bank/challenge.ts';
import { signIn } from '../bank/sign-in.ts';
import { createId } from '../ids.ts';
import { findInstitution, type Institution } from '../institutions/institutions.ts';
import { findItem } from '../items/item.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
import { toAccountChoices, toLinkAccounts } from './account-choices.ts';
import type { SessionStart, StepView } from './browser/protocol.ts';
import { finishLink, listOfferedAccounts } from './finish.ts';
import type { LinkToken } from './link-token.ts';
import {
  createSession,
  finishSession,
  type LinkSession,
  type Progress,
  requireLinkToken,
  requireSession,
  saveProgress,
} from './session.ts';
import { toTile } from './tiles.ts';
import { listTopics } from './topics.ts';

/** A person opens Link. */
export function startSession(
  sandbox: Sandbox,
  linkToken: string,
  chosenInstitutionId: string | null,
): SessionStart {
  const token = requireLinkToken(sandbox, linkToken);
  const item = token.itemId === null ? null : findItem(sandbox.db, token.itemId);
  if (token.itemId !== null && (!item || item.removedAt !== null)) {
    throw new PlaidFailure('ITEM_NOT_FOUND');
  }
  const institutionId =
    item?.institutionId ?? token.request.institution_id ?? chosenInstitutionId ?? null;
  const session = createSession(sandbox, token, {
    step: institutionId === null ? 'institution' : 'credentials',
    institutionId,
    itemId: item?.itemId ?? createId(),
    username: '',
    password: '',
    challenge: null,
    round: 0,
  });
  return {
    sessionId: session.sessionId,
    clientName: nameClient(token),
    isUpdate: item !== null,
    appearance: chooseAppearance(token.request.appearance_mode),
    topics: listTopics(token.request, item),
    view: institutionId === null ? { step: 'institution' } : credentialsView(sandbox, session),
  };
}

/** The person picks a bank; allowed again at any step before the accounts, to go back. */
export function chooseInstitution(
  sandbox: Sandbox,
  sessionId: string,
  institutionId: string,
): StepView {
  const session = requireSession(sandbox, sessionId);
  const institution = findInstitution(institutionId);
  if (!institution || session.token.itemId !== null || session.progress.step === 'finished') {
    throw new PlaidFailure('INVALID_INSTITUTION');
  }
  if (institution.health === 'down') {
    throw new PlaidFailure('INSTITUTION_DOWN');
  }
  return credentialsView(
    sandbox,
    saveProgress(sandbox, session, {
      ...session.progress,
      step: 'credentials',
      institutionId,
      challenge: null,
      round: 0,
    }),
  );
}

/** The person signs in; the bank may ask more. A refusal leaves the session where it is. */
export function submitCredentials(
  sandbox: Sandbox,
  sessionId: string,
  username: string,
  password: string,
): StepView {
  const session = requireSession(sandbox, sessionId);
  if (session.progress.step === 'finished' || session.progress.institutionId === null) {
    throw new PlaidFailure('INVALID_LINK_TOKEN');
  }
  const login = checkLogin(sandbox, session, username.trim(), password);
  const progress: Progress = {
    ...session.progress,
    username: login.username,
    password: login.password,
    challenge: login.challenge,
    round: 0,
  };
  if (login.challenge) {
    return challengeView(saveProgress(sandbox, session, { ...progress, step: 'challenge' }));
  }
  return admit(sandbox, session, progress);
}

export function submitAnswers(sandbox: Sandbox, sessionId: string, answers: string[]): StepView {
  const session = requireSession(sandbox, sessionId, 'challenge');
  const { challenge, round } = session.progress;
  const asked = challenge && describeRound(challenge, round);
  if (!asked || !checkAnswers(asked, answers)) {
    throw new PlaidFailure(asked?.type === 'device' ? 'INVALID_SEND_METHOD' : 'INVALID_MFA');
  }
  const progress = { ...session.progress, round: round + 1 };
  if (challenge && describeRound(challenge, round + 1)) {
    return challengeView(saveProgress(sandbox, session, progress));
  }
  return admit(sandbox, session, progress);
}

export function submitAccounts(
  sandbox: Sandbox,
  sessionId: string,
  accountIds: string[],
): StepView {
  const session = requireSession(sandbox, sessionId, 'accounts');
  return finish(sandbox, session, accountIds);
}

/** The bank lets the person in: next come the accounts, or in a plain update nothing more. */
function admit(sandbox: Sandbox, session: LinkSession, progress: Progress): StepView {
  const { token } = session;
  const asksAccounts = token.itemId === null || token.request.update?.account_selection_enabled;
  if (!asksAccounts) {
    return finish(sandbox, { ...session, progress }, null);
  }
  const admitted = saveProgress(sandbox, session, { ...progress, step: 'accounts' });
  const offered = listOfferedAccounts(sandbox, admitted);
  if (offered.length === 0) {
    throw new PlaidFailure('NO_ACCOUNTS');
  }
  return {
    step: 'accounts',
    institution: toTile(requireInstitution(admitted)),
    accounts: toAccountChoices(offered),
  };
}

function finish(
  sandbox: Sandbox,
  session: LinkSession,
  accountIds: string[] | null,
): Extract<StepView, { step: 'finished' }> {
  return sandbox.db.transaction(() => {
    const { publicToken, accounts } = finishLink(sandbox, session, accountIds);
    const { id, name } = requireInstitution(session);
    const institution = { name, institution_id: id };
    const linkAccounts = toLinkAccounts(accounts);
    finishSession(sandbox, session, {
      kind: 'success',
      publicToken,
      institution,
      accounts: linkAccounts,
    });
    return { step: 'finished', publicToken, institution, accounts: linkAccounts };
  });
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

function credentialsView(sandbox: Sandbox, session: LinkSession): StepView {
  const item = session.token.itemId === null ? null : findItem(sandbox.db, session.token.itemId);
  return {
    step: 'credentials',
    institution: toTile(requireInstitution(session)),
    hint: { username: item?.username ?? 'user_good', password: 'pass_good' },
  };
}

function challengeView(session: LinkSession): StepView {
  const { challenge, round } = session.progress;
  const asked = challenge && describeRound(challenge, round);
  if (!asked) {
    throw new Error('A challenge was expected.');
  }
  return { step: 'challenge', institution: toTile(requireInstitution(session)), ...asked };
}

function requireInstitution(session: LinkSession): Institution {
  const institution = findInstitution(session.progress.institutionId ?? '');
  if (!institution) {
    throw new PlaidFailure('INVALID_INSTITUTION');
  }
  return institution;
}

function chooseAppearance(mode: string | null | undefined): SessionStart['appearance'] {
  return mode === 'LIGHT' || mode === 'DARK' ? mode : 'SYSTEM';
}

/** Plaid shows names of up to thirty characters and otherwise none. */
function nameClient(token: LinkToken): string {
  const name = token.request.client_name;
  return name.length <= 30 ? name : 'This Application';
}
