import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { listFirstSteps } from '#lib/auth/first-steps';
import { endSessions, type Session } from '#lib/auth/sessions';
import { tellPerson } from '#lib/auth/tell-person';
import { db, type Tx } from '#lib/db/client';
import { isUniqueViolation } from '#lib/db/prisma-errors';
import { AppError } from '#lib/errors';
import { lockFactors } from '#lib/factors/lock-factors';
import type { Claims } from './claims.ts';
import { requireOidcSettings } from './find-provider.ts';
import { OidcFailure } from './oidc-failure.ts';

/** Whose account the provider's account signs in to, just now; null where it is linked to nobody. */
export async function meetIdentity({ issuer, subject }: Claims): Promise<string | null> {
  const [found] = await db().$queryRaw<{ userId: string }[]>`
    UPDATE "OidcIdentity" SET "lastUsedAt" = now()
    WHERE "issuer" = ${issuer} AND "subject" = ${subject} RETURNING "userId"`;
  return found?.userId ?? null;
}

/** In the caller's transaction, for a person who has none at this provider. */
export async function addIdentity(
  tx: Pick<Tx, 'oidcIdentity'>,
  userId: string,
  { issuer, subject, email, name }: Claims,
): Promise<void> {
  await tx.oidcIdentity.create({ data: { issuer, subject, userId, label: email ?? name } });
}

/**
 * Has the provider's account sign in to this person's from now on; their other sessions end, and they
 * are told.
 *
 * @throws OidcFailure linked_already or taken
 */
export async function linkIdentity(
  { id, userId }: Pick<Session, 'id' | 'userId'>,
  claims: Claims,
): Promise<void> {
  const { issuer } = claims;
  const { name } = requireOidcSettings();
  await db()
    .$transaction(async (tx) => {
      await lockFactors(tx, userId);
      if ((await tx.oidcIdentity.count({ where: { userId, issuer } })) > 0) {
        throw new OidcFailure('linked_already');
      }
      await addIdentity(tx, userId, claims);
      await endSessions(tx, userId, { except: id });
      await tellPerson(tx, userId, {
        title: `${name} was linked to your account`,
        body: `From now on you can sign in by it, as ${claims.email ?? claims.name}. You were signed out everywhere else.`,
      });
      await recordAudit(tx, userId, { kind: 'oidc_linked', details: { issuer }, by: userId });
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? new OidcFailure('taken') : error;
    });
}

/**
 * Has no account of a provider's sign in to this person's any more.
 *
 * @throws AppError not_found, or forbidden where they would have nothing left to sign in with
 */
export async function unlinkIdentity({
  id,
  userId,
}: Pick<Session, 'id' | 'userId'>): Promise<void> {
  const { name } = requireOidcSettings();
  await db().$transaction(async (tx) => {
    await lockFactors(tx, userId);
    // A passkey is no way back in by itself: not every one can be used without an account's name.
    if (!(await listFirstSteps(userId, tx)).includes('password')) {
      const message = `${name} is all you sign in with. Nothing was changed; set a password first.`;
      throw new AppError('forbidden', message);
    }
    if ((await tx.oidcIdentity.count({ where: { userId } })) === 0) {
      throw new AppError('not_found', `You are not linked to ${name}. Nothing was changed.`);
    }
    await endSessions(tx, userId, { except: id });
    await tellPerson(tx, userId, {
      title: `${name} was unlinked from your account`,
      body: 'It no longer signs you in. You were signed out everywhere else.',
    });
    await forgetIdentities(tx, userId);
  });
}

/** Takes away all that signs somebody in at a provider, with the caller's commit; whether there was any. */
export async function forgetIdentities(tx: Tx, userId: string): Promise<boolean> {
  const gone = await tx.$queryRaw<{ issuer: string }[]>`
    DELETE FROM "OidcIdentity" WHERE "userId" = ${userId}::uuid RETURNING "issuer"`;
  for (const { issuer } of gone) {
    await recordAudit(tx, userId, { kind: 'oidc_unlinked', details: { issuer }, by: userId });
  }
  return gone.length > 0;
}
