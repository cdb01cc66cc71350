import 'server-only';
import { db, type Tx } from '#lib/db/client';
import type { MailState } from '#lib/db/generated/enums';
import { publish } from '#lib/live/publish';
import { claimSeconds, deliverMail } from './deliver-mail.ts';
import { enqueueMail } from './queue-mail.ts';

type MailRef = { householdId: string; mailId: string };

type Claimed = {
  toAddress: string;
  subject: string;
  text: string | null;
  html: string | null;
  attempts: number;
  notificationId: string | null;
  over: boolean;
};

/**
 * Sends one mail that waits, or keeps it where there is no relay. One attempt at a time, whatever
 * wakes how many workers. What it tells of may be over by now: then it is not sent at all.
 */
export async function sendMail(ref: MailRef): Promise<void> {
  const mail = await claim(ref);
  if (!mail) return;
  const { toAddress, subject, text, html, over, attempts } = mail;
  await deliverMail({
    id: ref.mailId,
    attempts,
    letter: over || text === null || html === null ? null : { toAddress, subject, text, html },
    finish: (state) => finish(ref, mail, state),
    fail: (lastError) =>
      update(db(), ref, { state: 'failed', lastError, finishedAt: new Date(), ...wordless }),
    putOff: (lastError, delayMs) =>
      db().$transaction(async (tx) => {
        await update(tx, ref, { lastError, nextTryAt: new Date(Date.now() + delayMs) });
        await enqueueMail(tx, ref, delayMs);
      }),
  });
}

async function claim({ householdId, mailId }: MailRef): Promise<Claimed | undefined> {
  const [mail] = await db().$queryRaw<Claimed[]>`
    UPDATE "Mail" m SET "attempts" = m."attempts" + 1,
      "nextTryAt" = now() + make_interval(secs => ${claimSeconds})
    WHERE m."householdId" = ${householdId}::uuid AND m."id" = ${mailId}::uuid
      AND m."state" = 'waiting' AND m."nextTryAt" <= now()
    RETURNING m."toAddress", m."subject", m."text", m."html", m."attempts", m."notificationId",
      EXISTS (SELECT FROM "Notification" n WHERE n."householdId" = m."householdId"
        AND n."id" = m."notificationId" AND n."resolvedAt" IS NOT NULL) AS "over"`;
  return mail;
}

/** A mail's words are kept only where they are its only copy: an invitation's hold its link. */
const wordless = { text: null, html: null };

async function finish(ref: MailRef, mail: Claimed, state: MailState): Promise<void> {
  await db().$transaction(async (tx) => {
    await update(tx, ref, {
      state,
      finishedAt: new Date(),
      ...(state === 'kept' ? {} : wordless),
    });
    await publish(tx, ref.householdId, ['notifications']);
    if (!mail.notificationId || !['sent', 'kept'].includes(state)) return;
    await tx.notification.updateMany({
      where: { householdId: ref.householdId, id: mail.notificationId },
      data: { sentAt: new Date() },
    });
  });
}

async function update(
  tx: Pick<Tx, 'mail'>,
  { householdId, mailId }: MailRef,
  data: object,
): Promise<void> {
  await tx.mail.updateMany({ where: { householdId, id: mailId, state: 'waiting' }, data });
}
