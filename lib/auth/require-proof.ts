import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import { spendRecoveryCode } from '#lib/factors/recovery-codes';
import { spendTotpCode } from '#lib/factors/totp';
import type { StepUpInput } from './contract.ts';
import { limitGuesses } from './limit-guesses.ts';
import { verifyPassword } from './passwords.ts';
import { tellPerson } from './tell-person.ts';

/**
 * Lets through whoever proves to be this person. A code that was right is used up; what was wrong is
 * counted and written down.
 *
 * @param failure  as what it is written down
 * @throws AppError wrong_credentials, or rate_limited after too many guesses
 */
export async function requireProof(
  userId: string,
  proof: StepUpInput,
  failure: 'second_step_failed' | 'step_up_failed',
): Promise<void> {
  const isRight = await limitGuesses(userId, () => verify(userId, proof)).catch(
    async (error: unknown) => {
      if (failure === 'second_step_failed') await tellOfGuesses(userId);
      throw error;
    },
  );
  if (isRight) return;
  await recordAudit(db(), userId, { kind: failure, details: { proof: proof.kind } });
  const { field, message } = refusals[proof.kind];
  throw new AppError('wrong_credentials', message, { fields: { [field]: message } });
}

const refusals: Record<StepUpInput['kind'], { field: string; message: string }> = {
  password: { field: 'password', message: 'This is not your password.' },
  totp: {
    field: 'code',
    message: 'This code is not right, or was used before. Wait for the next one.',
  },
  recovery_code: { field: 'code', message: 'This is none of your codes, or was used before.' },
};

async function verify(userId: string, proof: StepUpInput): Promise<boolean> {
  switch (proof.kind) {
    case 'password':
      return isOwnPassword(userId, proof.password);
    case 'totp':
      return spendTotpCode(userId, proof.code);
    case 'recovery_code':
      return spendRecoveryCode(userId, proof.code);
  }
}

async function isOwnPassword(userId: string, password: string): Promise<boolean> {
  const { passwordHash } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true },
  });
  return verifyPassword(passwordHash, password);
}

/** Whoever guesses at the second step knows the password: once a day the person hears of it. */
async function tellOfGuesses(userId: string): Promise<void> {
  if (!(await takeToken(`guesses-told:${userId}`, { capacity: 1, perMinute: 1 / 1440 }))) return;
  await db().$transaction((tx) =>
    tellPerson(tx, userId, {
      title: 'Somebody knows your password',
      body: 'They gave it, and then too many wrong codes. They did not get in.',
    }),
  );
}
