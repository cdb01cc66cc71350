import { findItem, type Item } from '../../items/item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { SessionStart, StepView } from '../browser/protocol.ts';
import { isHosted, type LinkToken, nameClient } from '../link-token.ts';
import {
  createSession,
  freshProgress,
  type LinkSession,
  requireLinkToken,
  saveProgress,
} from '../session.ts';
import { listTopics } from '../topics.ts';
import { openBank } from './choose-institution.ts';
import { openDepositCheck } from './deposit.ts';
import { resumeFromBank } from './oauth.ts';
import { openFirstStep } from './returning-user.ts';

export interface Opening {
  linkToken: string;
  /** A bank chosen in embedded search. */
  institutionId: string | null;
  /** The address a bank's own page came back to, as the page saw it. */
  receivedRedirectUri: string | null;
}

/** A person opens Link, or comes back to it from their bank's own page. */
export function openSession(sandbox: Sandbox, opening: Opening): SessionStart {
  const token = requireLinkToken(sandbox, opening.linkToken);
  const item = findRepairedItem(sandbox, token);
  if (opening.receivedRedirectUri !== null) {
    const { session, view } = resumeFromBank(sandbox, token, opening.receivedRedirectUri);
    return describeStart(session, item, view);
  }
  return sandbox.db.transaction(() => {
    const session = createSession(sandbox, token, {
      ...freshProgress(),
      ...(item ? { itemId: item.itemId } : {}),
    });
    return describeStart(session, item, openStep(sandbox, session, item, opening.institutionId));
  });
}

function openStep(
  sandbox: Sandbox,
  session: LinkSession,
  item: Item | null,
  chosenInstitutionId: string | null,
): StepView {
  if (item?.institutionId === '') {
    return openDepositCheck(sandbox, session, item);
  }
  const institutionId =
    item?.institutionId ?? session.token.request.institution_id ?? chosenInstitutionId;
  return institutionId === null
    ? openFirstStep(sandbox, session)
    : openBank(sandbox, saveProgress(sandbox, session, { institutionId }));
}

function findRepairedItem(sandbox: Sandbox, token: LinkToken): Item | null {
  const item = token.itemId === null ? null : findItem(sandbox.db, token.itemId);
  if (token.itemId !== null && (!item || item.removedAt !== null)) {
    throw new PlaidFailure('ITEM_NOT_FOUND');
  }
  return item;
}

function describeStart(session: LinkSession, item: Item | null, view: StepView): SessionStart {
  const { token } = session;
  const isReturning = view.step === 'bank-return';
  return {
    sessionId: session.sessionId,
    clientName: nameClient(token),
    isUpdate: item !== null,
    appearance: chooseAppearance(token.request.appearance_mode),
    topics: isReturning ? [] : listTopics(token.request, item),
    canSearch: item === null && !token.request.institution_id,
    completionUri: isHosted(token)
      ? (token.request.hosted_link?.completion_redirect_uri ?? null)
      : null,
    view,
  };
}

function chooseAppearance(mode: string | null | undefined): SessionStart['appearance'] {
  return mode === 'LIGHT' || mode === 'DARK' ? mode : 'SYSTEM';
}
