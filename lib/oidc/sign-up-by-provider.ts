import 'server-only';
import { installationLog, recordAudit } from '#lib/audit/record-audit';
import { createPerson, patience } from '#lib/auth/sign-up';
import { maySignUp } from '#lib/auth/sign-up-policy';
import { db } from '#lib/db/client';
import { isUniqueViolation } from '#lib/db/prisma-errors';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import type { HouseholdKey } from '#lib/households/household-token';
import type { Claims } from './claims.ts';
import type { OidcProblem } from './contract.ts';
import { addIdentity } from './identities.ts';
import { OidcFailure } from './oidc-failure.ts';

/**
 * Makes a person without a password, whom the provider signs in. Never the person who has this e-mail
 * already: whoever can write an e-mail into an account there would be let in as them. And as by the
 * form (lib/auth/sign-up.ts) nobody gets an account for an address that they have not shown to read,
 * where mails leave.
 *
 * @returns their id
 * @throws OidcFailure
 */
export async function signUpByProvider(
  claims: Claims,
  invite: HouseholdKey | null,
): Promise<string> {
  const { email, name } = claims;
  if (email === null) throw new OidcFailure('email_missing');
  if (!isBelievable(claims)) throw new OidcFailure('email_unverified');
  await refuseKnownEmail(claims);
  const emailVerifiedAt = claims.emailVerified ? new Date() : null;
  const person = { name, email, passwordHash: null, emailVerifiedAt, oidc: true as const };
  try {
    return await db().$transaction(async (tx) => {
      const userId = await createPerson(tx, person, invite);
      await addIdentity(tx, userId, claims);
      return userId;
    }, patience);
  } catch (error) {
    const isClosed = error instanceof AppError && error.code === 'sign_up_closed';
    if (isClosed) return refuse(installationLog, claims, 'closed');
    if (error instanceof AppError && error.code === 'not_found') {
      throw new OidcFailure('invitation_over');
    }
    // The same person, or another with the same e-mail, a moment ago.
    if (isUniqueViolation(error)) throw new OidcFailure('expired');
    throw error;
  }
}

/**
 * For who wants in by an account that is linked to nobody. Nobody gets a second account unasked.
 *
 * @throws OidcFailure email_taken, unknown or closed, always
 */
export async function refuseStranger(claims: Claims): Promise<never> {
  if (isBelievable(claims)) await refuseKnownEmail(claims);
  if (await maySignUp(null)) throw new OidcFailure('unknown');
  return refuse(installationLog, claims, 'closed');
}

function isBelievable({ emailVerified }: Claims): boolean {
  return emailVerified || !env().SMTP_URL;
}

async function refuseKnownEmail(claims: Claims): Promise<void> {
  const { email } = claims;
  if (email === null) return;
  const owner = await db().user.findUnique({ where: { email }, select: { id: true } });
  if (owner) await refuse(owner.id, claims, 'email_taken');
}

async function refuse(log: string, { issuer }: Claims, problem: OidcProblem): Promise<never> {
  await recordAudit(db(), log, { kind: 'oidc_refused', details: { issuer, problem } });
  throw new OidcFailure(problem);
}
