import { findInstitution } from '../../institutions/institutions.ts';
import { findItem } from '../../items/item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { StepView } from '../browser/protocol.ts';
import {
  type LinkSession,
  requireInstitution,
  requireSession,
  type Step,
  saveProgress,
} from '../session.ts';
import { toTile } from '../tiles.ts';
import { needsNumbersOnly, offersNumbers, openNumbers } from './numbers.ts';
import { openBankPage } from './oauth.ts';

/** The steps from which another bank may still be taken. */
const beforeAnyItem: Step[] = [
  'auth-type',
  'saved',
  'institution',
  'credentials',
  'oauth',
  'challenge',
  'accounts',
  'numbers',
  'deposit',
];

/** The person picks a bank; allowed again until the end, to go back and take another. */
export function chooseInstitution(
  sandbox: Sandbox,
  sessionId: string,
  institutionId: string,
): StepView {
  const session = requireSession(sandbox, sessionId, ...beforeAnyItem);
  const institution = findInstitution(institutionId);
  if (!institution || session.token.itemId !== null) {
    throw new PlaidFailure('INVALID_INSTITUTION');
  }
  const { health } = toTile(institution, session.token.request);
  if (health === 'down') {
    throw new PlaidFailure('INSTITUTION_DOWN');
  }
  if (health === 'unsupported') {
    throw new PlaidFailure('PRODUCTS_NOT_SUPPORTED');
  }
  return openBank(sandbox, saveProgress(sandbox, session, { institutionId }));
}

export function openSearch(sandbox: Sandbox, session: LinkSession): StepView {
  saveProgress(sandbox, session, { step: 'institution', institutionId: null });
  return { step: 'institution', offersNumbers: offersNumbers(session.token.request) };
}

/** The person goes back to the banks from whatever they were at. */
export function searchAgain(sandbox: Sandbox, sessionId: string): StepView {
  const session = requireSession(sandbox, sessionId, ...beforeAnyItem);
  if (session.token.itemId !== null) {
    throw new PlaidFailure('INVALID_INSTITUTION');
  }
  return openSearch(sandbox, session);
}

/** The person would rather sign in at a bank than type numbers. */
export function chooseInstant(sandbox: Sandbox, sessionId: string): StepView {
  return openSearch(sandbox, requireSession(sandbox, sessionId, 'auth-type', 'numbers'));
}

/** Signing in at the bank at hand: in Link, or on the bank's own page. */
export function openBank(sandbox: Sandbox, session: LinkSession): StepView {
  const institution = requireInstitution(session);
  if (needsNumbersOnly(session.token.request, institution.id)) {
    return openNumbers(sandbox, session);
  }
  const fresh = saveProgress(sandbox, session, {
    step: institution.oauth ? 'oauth' : 'credentials',
    challenge: null,
    round: 0,
    accountIds: null,
  });
  if (institution.oauth) {
    return openBankPage(sandbox, fresh);
  }
  const item = session.token.itemId === null ? null : findItem(sandbox.db, session.token.itemId);
  return {
    step: 'credentials',
    institution: toTile(institution),
    hint: { username: item?.username ?? 'user_good', password: 'pass_good' },
  };
}
