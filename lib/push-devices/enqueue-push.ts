import 'server-only';
import type { Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';

export type PushRef = { householdId: string; notificationId: string; deviceId: string };

/** Has a worker tell one device of a notification, once this transaction commits. */
export async function enqueuePush(tx: Pick<Tx, '$executeRaw'>, ref: PushRef): Promise<void> {
  const key = `push:${ref.notificationId}:${ref.deviceId}`;
  await enqueue(tx, 'send-push', ref, { key, ifWaiting: 'keep' });
}
