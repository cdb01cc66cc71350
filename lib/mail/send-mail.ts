import 'server-only';
import { db, type Tx } from '#lib/db/client';
import type { MailState } from '#lib/db/generated/enums';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { enqueueMail } from './queue-mail.ts';
import { RelayError, sendThroughRelay } from './relay.ts';

type MailRef = { householdId: string; mailId: string };

/** About seven hours in all, at growing distances. */
const attemptLimit = 10;
/** For so long the worker that tries has the mail to itself. */
const claimSeconds = 120;

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
 * wakes how many workers; a relay that does not take it is asked again, less and less often. What it
 * tells of may be over by now: then it is not sent at all.
 */
export async function sendMail(ref: MailRef): Promise<void> {
  const mail = await claim(ref);
  if (!mail) return;
  const { text, html } = mail;
  if (mail.over || text === null || html === null) return finish(ref, mail, 'dropped');
  try {
    const { toAddress, subject } = mail;
    const left = await sendThroughRelay({ id: ref.mailId, toAddress, subject, text, html });
    await finish(ref, mail, left ? 'sent' : 'kept');
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    await tryLater(ref, mail, error);
  }
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

/** A mail's words are kept only where they are its only copy. */
async function finish(ref: MailRef, mail: Claimed, state: MailState): Promise<void> {
  await db().$transaction(async (tx) => {
    await update(tx, ref, {
      state,
      finishedAt: new Date(),
      ...(state === 'kept' ? {} : { text: null, html: null }),
    });
    await publish(tx, ref.householdId, ['notifications']);
    if (!mail.notificationId || !['sent', 'kept'].includes(state)) return;
    await tx.notification.updateMany({
      where: { householdId: ref.householdId, id: mail.notificationId },
      data: { sentAt: new Date() },
    });
  });
}

async function tryLater(ref: MailRef, mail: Claimed, error: RelayError): Promise<void> {
  const { code: lastError, permanent } = error;
  const { mailId } = ref;
  log.warn({ mailId, code: lastError, attempts: mail.attempts }, 'a mail was not taken');
  await db().$transaction(async (tx) => {
    if (permanent || mail.attempts >= attemptLimit) {
      await update(tx, ref, { state: 'failed', lastError, finishedAt: new Date() });
      return;
    }
    const delayMs = retryDelayMs(mail.attempts);
    await update(tx, ref, { lastError, nextTryAt: new Date(Date.now() + delayMs) });
    await enqueueMail(tx, ref, delayMs);
  });
}

/** 10 s, 30 s, 90 s … at most two hours. */
export function retryDelayMs(attempts: number): number {
  return Math.min(10_000 * 3 ** (attempts - 1), 2 * 3_600_000);
}

async function update(tx: Tx, { householdId, mailId }: MailRef, data: object): Promise<void> {
  await tx.mail.updateMany({ where: { householdId, id: mailId, state: 'waiting' }, data });
}
