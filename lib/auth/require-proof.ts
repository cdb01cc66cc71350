import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import { spendRecoveryCode } from '#lib/factors/recovery-codes';
import { spendTotpCode } from '#lib/factors/totp';
import { verifyPasskey } from '#lib/factors/verify-passkey';
import { metrics } from '#lib/metrics/metrics';
import type { StepUpInput } from './contract.ts';
import { listFirstSteps } from './first-steps.ts';
import { limitGuesses } from './limit-guesses.ts';
import { verifyPassword } from './passwords.ts';
import { tellPerson } from './tell-person.ts';

/** Who is asked to prove it, in which Session or SignInAttempt, and for what. */
type Asked = { userId: string; holderId: string; purpose: 'second_step' | 'step_up' };

/**
 * Lets through whoever proves to be this person. A code that was right is used up; what was wrong is
 * counted and written down.
 *
 * @throws AppError wrong_credentials, or rate_limited after too many guesses
 */
export async function requireProof(asked: Asked, proof: StepUpInput): Promise<void> {
  const { userId, purpose } = asked;
  if (await isRight(asked, proof)) return;
  const kind = `${purpose}_failed` as const;
  await recordAudit(db(), userId, { kind, details: { proof: proof.kind } });
  metrics().signInFailures.inc({ proof: proof.kind });
  const { field, message } = refusals[proof.kind];
  const fields = field === null ? undefined : { [field]: message };
  throw new AppError('wrong_credentials', message, { fields });
}

const refusals: Record<StepUpInput['kind'], { field: string | null; message: string }> = {
  password: { field: 'password', message: 'This is not your password.' },
  passkey: {
    field: null,
    message: 'This passkey was not accepted. Try again, or use another way.',
  },
  totp: {
    field: 'code',
    message: 'This code is not right, or was used before. Wait for the next one.',
  },
  recovery_code: { field: 'code', message: 'This is none of your codes, or was used before.' },
};

async function isRight({ userId, ...use }: Asked, proof: StepUpInput): Promise<boolean> {
  // Nobody guesses a signature: whoever floods somebody with guesses does not keep their passkey out.
  if (proof.kind === 'passkey') return (await verifyPasskey(proof.assertion, use, userId)) !== null;
  try {
    return await limitGuesses(userId, () => isRightGuess(userId, proof));
  } catch (error) {
    if (use.purpose === 'second_step') await tellOfGuesses(userId);
    throw error;
  }
}

async function isRightGuess(
  userId: string,
  proof: Exclude<StepUpInput, { kind: 'passkey' }>,
): Promise<boolean> {
  switch (proof.kind) {
    case 'password':
      return isOwnPassword(userId, proof.password);
    case 'totp':
      return spendTotpCode(userId, proof.code);
    case 'recovery_code':
      return spendRecoveryCode(userId, proof.code);
  }
}

export async function isOwnPassword(userId: string, password: string): Promise<boolean> {
  const { passwordHash } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true },
  });
  return verifyPassword(passwordHash, password);
}

/** Whoever guesses at the second step did the first: once a day the person hears of it. */
async function tellOfGuesses(userId: string): Promise<void> {
  if (!(await takeToken(`guesses-told:${userId}`, { capacity: 1, perMinute: 1 / 1440 }))) return;
  const isPassword = !(await listFirstSteps(userId)).includes('oidc');
  const title = isPassword ? 'Somebody knows your password' : 'Somebody got past your first step';
  const given = isPassword
    ? 'They gave it'
    : 'They gave your password, or signed in as you elsewhere';
  await db().$transaction((tx) =>
    tellPerson(tx, userId, {
      title,
      body: `${given}, and then too many wrong codes. They did not get in.`,
    }),
  );
}
