import { signIn } from '../../bank/sign-in.ts';
import { findItem } from '../../items/item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import { toAccountChoices } from '../account-choices.ts';
import type { AccountChoice, BankPage } from '../browser/protocol.ts';
import { isHosted, nameClient } from '../link-token.ts';
import { type OauthState, requireOauthState, setOauthState } from '../oauth-state.ts';
import { listOfferedAccounts, requireOffered } from '../offered-accounts.ts';
import { type LinkSession, requireInstitution, requireSession, saveProgress } from '../session.ts';
import { toTile } from '../tiles.ts';
import { listTopics } from '../topics.ts';

/** What the bank's own page shows before anybody has signed in. */
export function describeBankPage(sandbox: Sandbox, oauthStateId: string): BankPage {
  const { session } = requireOpenVisit(sandbox, oauthStateId);
  return {
    institution: toTile(requireInstitution(session)),
    clientName: nameClient(session.token),
    topics: listTopics(session.token.request, null),
  };
}

/**
 * Plaid's test banks with a page of their own take any login. A test login known here decides whose data it
 * is; whatever else is typed, or nothing, is user_good.
 */
export function signInAtBankPage(
  sandbox: Sandbox,
  oauthStateId: string,
  username: string,
  password: string,
): { accounts: AccountChoice[] } {
  const { session } = requireOpenVisit(sandbox, oauthStateId);
  const item = session.token.itemId === null ? null : findItem(sandbox.db, session.token.itemId);
  const known = signIn(username.trim(), password).outcome === 'accepted';
  const login = known
    ? { username: username.trim(), password }
    : { username: 'user_good', password: 'pass_good' };
  const signedIn = saveProgress(sandbox, session, item ? {} : login);
  return { accounts: toAccountChoices(listOfferedAccounts(sandbox, signedIn)) };
}

/** The person decides at the bank; no accounts means no. Where to go next is null in a window of its own. */
export function decideAtBankPage(
  sandbox: Sandbox,
  oauthStateId: string,
  accountIds: string[] | null,
): { returnTo: string | null } {
  const { session } = requireOpenVisit(sandbox, oauthStateId);
  if (accountIds !== null) {
    requireOffered(listOfferedAccounts(sandbox, session), accountIds);
  }
  setOauthState(
    sandbox,
    oauthStateId,
    accountIds === null ? 'denied' : 'approved',
    accountIds ?? [],
  );
  const redirectUri = isHosted(session.token) ? undefined : session.token.request.redirect_uri;
  return {
    returnTo: redirectUri === undefined ? null : `${redirectUri}?oauth_state_id=${oauthStateId}`,
  };
}

function requireOpenVisit(
  sandbox: Sandbox,
  oauthStateId: string,
): { visit: OauthState; session: LinkSession } {
  const visit = requireOauthState(sandbox, oauthStateId);
  if (visit.state !== 'open') {
    throw new PlaidFailure('OAUTH_STATE_ID_ALREADY_PROCESSED');
  }
  return { visit, session: requireSession(sandbox, visit.sessionId, 'oauth') };
}
