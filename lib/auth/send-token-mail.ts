import 'server-only';
import { db, type Tx } from '#lib/db/client';
import type { MailboxTokenKind } from '#lib/db/generated/enums';
import { claimSeconds, deliverMail } from '#lib/mail/deliver-mail';
import { readInvite } from './mailbox-tokens.ts';
import { enqueueTokenMail } from './queue-token-mail.ts';
import { writeTokenMail } from './write-token-mail.ts';

type Claimed = {
  kind: MailboxTokenKind;
  toAddress: string;
  userId: string | null;
  inviteHouseholdId: string | null;
  inviteHash: Uint8Array<ArrayBuffer> | null;
  attempts: number;
};

/**
 * Writes one mail that waits, with a link of its own in every attempt, and hands it to the relay. Where
 * there is none it is kept, link and all, for the operator to pass on.
 */
export async function sendTokenMail(mailId: string): Promise<void> {
  const mail = await claim(mailId);
  if (!mail) return;
  const { toAddress, attempts } = mail;
  const written = await writeTokenMail({ ...mail, invite: readInvite(mail) });
  const subject = written?.subject;
  await deliverMail({
    id: mailId,
    attempts,
    letter: written && { toAddress, ...written },
    finish: (state) => {
      const text = state === 'kept' ? written?.text : null;
      return update(db(), mailId, { state, subject, text, finishedAt: new Date() });
    },
    fail: (lastError) =>
      update(db(), mailId, { state: 'failed', subject, lastError, finishedAt: new Date() }),
    putOff: (lastError, delayMs) =>
      db().$transaction(async (tx) => {
        const nextTryAt = new Date(Date.now() + delayMs);
        await update(tx, mailId, { subject, lastError, nextTryAt });
        await enqueueTokenMail(tx, mailId, delayMs);
      }),
  });
}

async function claim(mailId: string): Promise<Claimed | undefined> {
  const [mail] = await db().$queryRaw<Claimed[]>`
    UPDATE "TokenMail" SET "attempts" = "attempts" + 1,
      "nextTryAt" = now() + make_interval(secs => ${claimSeconds})
    WHERE "id" = ${mailId}::uuid AND "state" = 'waiting' AND "nextTryAt" <= now()
    RETURNING "kind"::text AS "kind", "toAddress", "userId", "attempts",
      "inviteHouseholdId", "inviteHash"`;
  return mail;
}

async function update(tx: Pick<Tx, 'tokenMail'>, id: string, data: object): Promise<void> {
  await tx.tokenMail.updateMany({ where: { id, state: 'waiting' }, data });
}
