import 'server-only';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/privacy/viewer';
import { describeDevice } from '#lib/sessions/device-words';
import type { PushDeviceInput, PushDevicePatch } from './contract.ts';
import { isPushKey } from './encrypt-push.ts';
import { isPushService } from './judge-endpoint.ts';
import type { Asker } from './queries.ts';

/** Of one member. */
const deviceLimit = 20;

/**
 * Has notices sent to a browser from now on. One that is known is the session's from which it asks now: when that is
 * ended, nothing more is sent there.
 *
 * @throws AppError invalid_input where it hears at no service that is known, or there are too many
 */
export async function createPushDevice(
  { householdId, memberId, id: sessionId }: Asker,
  { endpoint, p256dh, auth }: PushDeviceInput,
  userAgent: string | null,
): Promise<void> {
  if (!isPushService(endpoint) || !isPushKey(Buffer.from(p256dh, 'base64url'))) {
    throw new AppError(
      'invalid_input',
      'This browser is told by a service that this installation does not send to. Nothing was changed; its operator can name it (PUSH_HOSTS).',
    );
  }
  const known = { householdId, memberId, endpoint };
  const name = describeDevice(userAgent);
  await db().$transaction(async (tx) => {
    await tx.pushDevice.upsert({
      where: { householdId_memberId_endpoint: known },
      create: { ...known, id: newId(), p256dh, auth, name, sessionId },
      update: { p256dh, auth, name, sessionId },
      select: { id: true },
    });
    const count = await tx.pushDevice.count({ where: { householdId, memberId } });
    if (count <= deviceLimit) return;
    throw new AppError(
      'invalid_input',
      `Notices go to at most ${deviceLimit} devices. Nothing was changed; remove one first.`,
    );
  });
}

/** @throws AppError not_found */
export async function updatePushDevice(
  { householdId, memberId }: Viewer,
  id: string,
  patch: PushDevicePatch,
): Promise<void> {
  const { count } = await db().pushDevice.updateMany({
    where: { householdId, memberId, id },
    data: patch,
  });
  if (count === 0) throw new AppError('not_found', 'There is no such device any more.');
}

/** @throws AppError not_found */
export async function deletePushDevice({ householdId, memberId }: Viewer, id: string) {
  const { count } = await db().pushDevice.deleteMany({ where: { householdId, memberId, id } });
  if (count === 0) throw new AppError('not_found', 'There is no such device any more.');
}
