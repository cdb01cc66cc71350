import 'server-only';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { listFactorKinds } from '#lib/factors/queries';

/** What somebody did the first step with. */
export type FirstProof = { userId: string } & (
  | { by: 'password'; passwordHash: string }
  | { by: 'oidc'; issuer: string; subject: string }
);

/**
 * Time passes between a first step and what comes of it: a password waits for its turn to be hashed, and
 * one that was changed meanwhile opens nothing. To be asked under lockFactors: who changes it afterwards
 * waits for the commit, and then ends what came of it.
 *
 * @throws AppError sign_in_expired
 */
export async function requireStillProved(tx: Tx, proof: FirstProof): Promise<void> {
  if (!(await isStillProved(tx, proof))) throw changed();
}

/** As requireStillProved, where it is the only step: nothing better was added meanwhile either. */
export async function requireOnlyStep(tx: Tx, proof: FirstProof): Promise<void> {
  await requireStillProved(tx, proof);
  if ((await listFactorKinds(proof.userId, tx)).length > 0) throw changed();
}

async function isStillProved(tx: Tx, proof: FirstProof): Promise<boolean> {
  const { userId } = proof;
  if (proof.by === 'password') {
    const { passwordHash } = proof;
    return (await tx.user.count({ where: { id: userId, passwordHash } })) > 0;
  }
  const { issuer, subject } = proof;
  return (await tx.oidcIdentity.count({ where: { issuer, subject, userId } })) > 0;
}

function changed(): AppError {
  const message = 'What you sign in with was changed meanwhile. Begin again.';
  return new AppError('sign_in_expired', message);
}
