import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { enqueue } from '#lib/jobs/enqueue';
import type { Composed } from './compose-mail.ts';

/** @param notificationId  what it tells of: were that over before it left, it does not leave */
export async function queueMail(
  tx: Tx,
  householdId: string,
  mail: Composed & { toAddress: string; notificationId?: string },
): Promise<void> {
  const id = newId();
  await tx.mail.create({ data: { householdId, id, ...mail } });
  await enqueueMail(tx, { householdId, mailId: id }, 0);
}

export function enqueueMail(
  tx: Pick<Tx, '$executeRaw'>,
  ref: { householdId: string; mailId: string },
  delayMs: number,
): Promise<void> {
  return enqueue(tx, 'send-mail', ref, { key: `mail:${ref.mailId}`, delayMs });
}
