import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import { toAccountChoices } from '../account-choices.ts';
import type { StepView } from '../browser/protocol.ts';
import { listOfferedAccounts, requireOffered } from '../offered-accounts.ts';
import { type LinkSession, requireInstitution, requireSession, saveProgress } from '../session.ts';
import { toTile } from '../tiles.ts';
import { complete } from './complete.ts';
import { asksForNumbers, openNumbers } from './numbers.ts';

/** The accounts a login has to offer; `masks` narrows them to the ones remembered of a returning person. */
export function openAccounts(
  sandbox: Sandbox,
  session: LinkSession,
  masks: string[] | null = null,
): StepView {
  const admitted = saveProgress(sandbox, session, { step: 'accounts' });
  const offered = listOfferedAccounts(sandbox, admitted).filter(
    (account) => masks === null || masks.includes(account.mask ?? ''),
  );
  if (offered.length === 0) {
    throw new PlaidFailure('NO_ACCOUNTS');
  }
  const isSingle = asksForNumbers(admitted);
  const choices = toAccountChoices(offered);
  return {
    step: 'accounts',
    institution: toTile(requireInstitution(admitted)),
    accounts: isSingle ? choices.map((choice) => ({ ...choice, selected: false })) : choices,
    isSaved: masks !== null,
    isSingle,
  };
}

export function submitAccounts(
  sandbox: Sandbox,
  sessionId: string,
  accountIds: string[],
): StepView {
  const session = requireSession(sandbox, sessionId, 'accounts', 'numbers');
  requireOffered(listOfferedAccounts(sandbox, session), accountIds);
  if (!asksForNumbers(session)) {
    return complete(sandbox, session, accountIds);
  }
  if (accountIds.length !== 1) {
    throw new PlaidFailure('INVALID_ACCOUNT_ID');
  }
  return openNumbers(sandbox, saveProgress(sandbox, session, { accountIds }));
}
