import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { Finished, StepView } from '../browser/protocol.ts';
import { requireSession } from '../session.ts';
import { openSearch } from './choose-institution.ts';
import { finish } from './complete.ts';

/** One bank is linked; the person wants to add another. */
export function linkAnother(sandbox: Sandbox, sessionId: string): StepView {
  return openSearch(sandbox, requireSession(sandbox, sessionId, 'added'));
}

/** The person has linked enough banks, or leaves in the middle of one more. */
export function finishAdding(sandbox: Sandbox, sessionId: string): Finished {
  const session = requireSession(sandbox, sessionId);
  if (session.progress.added.length === 0 || session.progress.step === 'finished') {
    throw new PlaidFailure('INVALID_FIELD', { message: 'the session has linked nothing yet' });
  }
  return finish(sandbox, session, session.progress.added);
}
