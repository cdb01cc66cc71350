import 'server-only';
import { Secret, TOTP } from 'otpauth';
import { seal, unseal } from '#lib/crypto/seal';
import type { SealedPlace } from '#lib/crypto/sealed-columns';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import type { NewTotpDto } from './contract.ts';

/** The clock of a phone is half a minute off at most. */
const stepsOff = 1;
/** How long an app may wait for its first code. */
const waitingMinutes = 60;

/** Begins with an authenticator app; it counts once `confirmTotp` has seen a code of it. */
export async function startTotp(
  tx: Tx,
  { userId, email }: { userId: string; email: string },
): Promise<NewTotpDto> {
  const id = newId();
  const { base32 } = new Secret();
  await tx.totp.deleteMany({ where: { userId, confirmedAt: null } });
  await tx.totp.create({ data: { id, userId, secretSealed: seal(base32, placeOf(id)) } });
  const uri = new TOTP({ issuer: 'Plumbline', label: email, secret: base32 }).toString();
  return { secret: base32, uri };
}

/**
 * Has the app that waits count from now on, in place of the one before.
 *
 * @throws AppError not_found when none waits, wrong_credentials
 */
export async function confirmTotp(tx: Tx, userId: string, code: string): Promise<void> {
  const waiting = await tx.totp.findFirst({
    where: { userId, confirmedAt: null, createdAt: { gt: oldestWaiting() } },
    select: { id: true, secretSealed: true },
  });
  if (!waiting) {
    throw new AppError('not_found', 'This took too long. Nothing was changed; begin again.');
  }
  const lastStep = findStep(waiting, code);
  if (lastStep === null) {
    const message = 'This is not the code your app shows now.';
    throw new AppError('wrong_credentials', message, { fields: { code: message } });
  }
  await removeTotp(tx, userId);
  await tx.totp.update({ where: { id: waiting.id }, data: { confirmedAt: new Date(), lastStep } });
}

/** @returns whether there was one */
export async function removeTotp(tx: Tx, userId: string): Promise<boolean> {
  const { count } = await tx.totp.deleteMany({ where: { userId, confirmedAt: { not: null } } });
  return count > 0;
}

/** Whether the person's app shows this code now. Each is right once. */
export async function spendTotpCode(userId: string, code: string): Promise<boolean> {
  const totp = await db().totp.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { id: true, secretSealed: true },
  });
  const step = totp && findStep(totp, code);
  if (!totp || step === null) return false;
  const { count } = await db().totp.updateMany({
    where: { id: totp.id, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return count > 0;
}

/** Deletes apps that nobody will confirm any more; returns how many. */
export async function deleteWaitingTotps(): Promise<number> {
  const { count } = await db().totp.deleteMany({
    where: { confirmedAt: null, createdAt: { lt: oldestWaiting() } },
  });
  return count;
}

function oldestWaiting(): Date {
  return new Date(Date.now() - waitingMinutes * 60_000);
}

/** The 30-second step whose code this is, within what clocks may be off. */
function findStep(
  { id, secretSealed }: { id: string; secretSealed: string },
  code: string,
): number | null {
  const totp = new TOTP({ secret: unseal(secretSealed, placeOf(id)) });
  const timestamp = Date.now();
  const delta = totp.validate({ token: code, timestamp, window: stepsOff });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

function placeOf(rowId: string): SealedPlace {
  return { table: 'Totp', column: 'secretSealed', householdId: '', rowId };
}
