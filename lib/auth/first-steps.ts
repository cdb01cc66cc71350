import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { env } from '#lib/env';
import type { FirstStep } from './contract.ts';

/**
 * With what somebody can begin to sign in, passkeys aside. Empty where a provider that signed them in is
 * no longer set up: then a link by mail leads to a password.
 */
export async function listFirstSteps(
  userId: string,
  tx: Pick<Tx, 'user'> = db(),
): Promise<FirstStep[]> {
  const issuer = env().oidc?.issuer;
  const { passwordHash, oidcIdentities } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true, oidcIdentities: { select: { issuer: true } } },
  });
  const steps: FirstStep[] = passwordHash === null ? [] : ['password'];
  if (oidcIdentities.some((identity) => identity.issuer === issuer)) steps.push('oidc');
  return steps;
}

/** "your password or Example", as the person reads it. @param provider  what people call it */
export function nameFirstStep(steps: FirstStep[], provider: string | null): string {
  const names = steps.map((step) => (step === 'password' ? 'your password' : provider));
  return names.join(' or ') || 'a link by mail';
}
