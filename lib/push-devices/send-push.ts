import 'server-only';
import { db } from '#lib/db/client';
import { log } from '#lib/log';
import { isMoneyNotice } from '#lib/notifications/money-words';
import { describeNotice } from '#lib/notifications/notice-words';
import { readNotice } from '#lib/notifications/read-notice';
import { encryptPush } from './encrypt-push.ts';
import type { PushRef } from './enqueue-push.ts';
import { authorizePush } from './push-key.ts';

/** What could not be told for so long is found in the app. */
const lifeHours = 24;
const timeoutMs = 10_000;
/** Of a title and of a text: a record holds four thousand bytes, and a screen less. */
const textLimit = 300;

type Found = {
  memberId: string;
  kind: string;
  payload: object;
  endpoint: string;
  p256dh: string;
  auth: string;
  withAmounts: boolean;
};

/**
 * Tells one device of one notification, in words that carry an amount only where its member says so. What is over,
 * or was told for a day in vain, is left; a device that is gone is forgotten.
 *
 * @throws Error where the service says later, or nothing: the job is tried again
 */
export async function sendPush(ref: PushRef): Promise<void> {
  const found = await findPush(ref);
  const notice = found && readNotice(found.kind, found.payload);
  if (!found || !notice) return;
  const { memberId: readerId, endpoint, p256dh, auth, withAmounts } = found;
  const today = new Date().toISOString().slice(0, 10);
  const { title, body, action, href } = describeNotice(notice, { readerId, today });
  const text = isMoneyNotice(notice) && !withAmounts ? `${action}.` : body;
  const message = { title: title.slice(0, textLimit), body: text.slice(0, textLimit), href };
  const keys = { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') };
  const response = await fetch(endpoint, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      authorization: await authorizePush(endpoint),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(lifeHours * 3_600),
    },
    body: new Uint8Array(encryptPush(JSON.stringify(message), keys)),
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  await settle(ref, response.status, new URL(endpoint).host);
}

async function findPush({ householdId, notificationId, deviceId }: PushRef) {
  const [found] = await db().$queryRaw<Found[]>`
    SELECT n."memberId", n."kind", n."payload", d."endpoint", d."p256dh", d."auth", d."withAmounts"
    FROM "Notification" n
    JOIN "PushDevice" d ON d."householdId" = n."householdId" AND d."memberId" = n."memberId"
    WHERE n."householdId" = ${householdId}::uuid AND n."id" = ${notificationId}::uuid
      AND d."id" = ${deviceId}::uuid AND n."resolvedAt" IS NULL AND n."readAt" IS NULL
      AND n."createdAt" > now() - make_interval(hours => ${lifeHours})`;
  return found;
}

async function settle({ householdId, deviceId: id }: PushRef, status: number, host: string) {
  if (status >= 200 && status < 300) return;
  if (status === 404 || status === 410) {
    await db().pushDevice.deleteMany({ where: { householdId, id } });
    return;
  }
  if (status === 429 || status >= 500) throw new Error(`${host} answered ${status}.`);
  log.warn({ host, status }, 'a push service refused a notice');
}
