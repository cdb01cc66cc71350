import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { StepView } from '../browser/protocol.ts';
import { isHosted, type LinkToken } from '../link-token.ts';
import {
  createOauthState,
  requireLatestState,
  requireOauthState,
  setOauthState,
} from '../oauth-state.ts';
import { type LinkSession, requireInstitution, requireSession } from '../session.ts';
import { toTile } from '../tiles.ts';
import { complete } from './complete.ts';

/** The bank wants the person on its own page: each visit has a state id of its own. */
export function openBankPage(sandbox: Sandbox, session: LinkSession): StepView {
  const institution = requireInstitution(session);
  return {
    step: 'oauth',
    institution: toTile(institution),
    oauthStateId: createOauthState(sandbox, session.sessionId, institution.id),
    // A page that can be returned to is left for the bank's; otherwise the bank gets a window of its own.
    isRedirect: session.token.request.redirect_uri !== undefined && !isHosted(session.token),
  };
}

/** The person goes to the bank once more, after a visit that led nowhere. */
export function reopenBankPage(sandbox: Sandbox, sessionId: string): StepView {
  return openBankPage(sandbox, requireSession(sandbox, sessionId, 'oauth'));
}

/** What Link asks while the bank's window is open. */
export function watchBankPage(sandbox: Sandbox, sessionId: string): { hasDecided: boolean } {
  const session = requireSession(sandbox, sessionId, 'oauth');
  return { hasDecided: requireLatestState(sandbox, session.sessionId).state !== 'open' };
}

/** The person is back: with a permission, or without one. */
export function returnFromBank(sandbox: Sandbox, sessionId: string): StepView {
  const session = requireSession(sandbox, sessionId, 'oauth');
  const visit = requireLatestState(sandbox, sessionId);
  if (visit.state === 'used') {
    throw new PlaidFailure('OAUTH_STATE_ID_ALREADY_PROCESSED');
  }
  setOauthState(sandbox, visit.oauthStateId, 'used');
  if (visit.state !== 'approved') {
    throw new PlaidFailure('INSUFFICIENT_CREDENTIALS');
  }
  return complete(sandbox, session, visit.accountIds);
}

/** The page was left for the bank's and is back: the same session goes on, if the address tells the truth. */
export function resumeFromBank(
  sandbox: Sandbox,
  token: LinkToken,
  receivedRedirectUri: string,
): { session: LinkSession; view: StepView } {
  const url = URL.canParse(receivedRedirectUri) ? new URL(receivedRedirectUri) : null;
  const visit = requireOauthState(sandbox, url?.searchParams.get('oauth_state_id') ?? '');
  if (visit.state === 'used') {
    throw new PlaidFailure('OAUTH_STATE_ID_ALREADY_PROCESSED');
  }
  const session = requireSession(sandbox, visit.sessionId);
  if (session.token.linkToken !== token.linkToken) {
    throw new PlaidFailure('INCORRECT_LINK_TOKEN');
  }
  const institution = toTile(requireInstitution(session));
  return { session, view: { step: 'bank-return', institution } };
}
