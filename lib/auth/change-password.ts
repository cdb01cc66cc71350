import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { NewPasswordInput } from './contract.ts';
import { listFirstSteps } from './first-steps.ts';
import { limitGuesses } from './limit-guesses.ts';
import { isOwnPassword } from './require-proof.ts';
import type { Session } from './sessions.ts';
import { setPassword } from './set-password.ts';

/**
 * Gives a new password to who knows the current one, or has none. That is asked for whatever they proved a moment
 * ago: a passkey shows who somebody is, not that the password is still theirs to change.
 *
 * @throws AppError wrong_credentials, rate_limited after too many guesses, and as `setPassword`
 */
export async function changePassword(
  { id, userId }: Pick<Session, 'id' | 'userId'>,
  { current, password }: NewPasswordInput,
): Promise<void> {
  const hasOne = (await listFirstSteps(userId)).includes('password');
  const isRight = () => isOwnPassword(userId, current ?? '');
  if (hasOne && !(await limitGuesses(userId, isRight))) {
    const details = { proof: 'password' } as const;
    await recordAudit(db(), userId, { kind: 'step_up_failed', details });
    const message = 'This is not your password.';
    throw new AppError('wrong_credentials', `${message} Nothing was changed.`, {
      fields: { current: message },
    });
  }
  await setPassword(userId, password, { bySession: id });
}
