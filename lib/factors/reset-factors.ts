import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { listFirstSteps, nameFirstStep } from '#lib/auth/first-steps';
import { endEmailChange } from '#lib/auth/mailbox-tokens';
import { endSessions } from '#lib/auth/sessions';
import { tellPerson } from '#lib/auth/tell-person';
import { closeDb, db, openDb, type Tx } from '#lib/db/client';
import { findProviderName } from '#lib/oidc/queries';
import { lockFactors } from './lock-factors.ts';

/**
 * For a command: has the account of somebody who lost everything else ask for its password alone. The
 * person is signed out everywhere and told.
 *
 * @returns how many passkeys and apps are gone; null when there is no such person
 */
export async function resetFactors(databaseUrl: string, address: string): Promise<number | null> {
  openDb(databaseUrl);
  const email = address.trim().toLowerCase();
  const user = await db().user.findUnique({ where: { email }, select: { id: true } });
  const removed = user && (await db().$transaction((tx) => reset(tx, user.id)));
  await closeDb();
  return removed;
}

async function reset(tx: Tx, userId: string): Promise<number> {
  await lockFactors(tx, userId);
  const passkeys = await tx.passkey.deleteMany({ where: { userId } });
  const totps = await tx.totp.deleteMany({ where: { userId } });
  const removed = passkeys.count + totps.count;
  if (removed === 0) return 0;
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.signInAttempt.deleteMany({ where: { userId } });
  await endEmailChange(tx, userId);
  await endSessions(tx, userId, 'all');
  const firstStep = nameFirstStep(await listFirstSteps(userId, tx), findProviderName());
  await tellPerson(tx, userId, {
    title: `Your account asks for ${firstStep} alone again`,
    body: 'Whoever runs this installation removed your passkeys, your authenticator app and your recovery codes, as one does for somebody who lost them. You were signed out everywhere.',
  });
  await recordAudit(tx, userId, { kind: 'factors_reset', details: {} });
  return removed;
}
