import { sendTokenMail } from '#lib/auth/send-token-mail';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { sendMail } from '#lib/mail/send-mail';
import { openSmtpServer } from './smtp-server.ts';

/** A relay that mails leave through while it is open, and what arrived. */
export async function openMailbox() {
  const relay = await openSmtpServer();
  Object.assign(env(), { SMTP_URL: relay.url, MAIL_FROM: 'Plumbline <money@example.com>' });
  return {
    refuseNext: relay.refuseNext,
    /** What an address was sent, latest last, as it reads. */
    read: async (address: string): Promise<string[]> => {
      await sendAll();
      return relay.mails.filter(({ to }) => to === address).map(({ data }) => decode(data));
    },
    close: () => {
      Object.assign(env(), { SMTP_URL: undefined, MAIL_FROM: undefined });
      relay.close();
    },
  };
}

/** Sends what waits, as a worker would. */
export async function sendAll(): Promise<void> {
  const waiting = { where: { state: 'waiting', nextTryAt: { lte: new Date() } } } as const;
  for (const { id } of await db().tokenMail.findMany(waiting)) await sendTokenMail(id);
  for (const { householdId, id } of await db().mail.findMany(waiting)) {
    await sendMail({ householdId, mailId: id });
  }
}

/** The token of a mail's link. */
export function readToken(mail: string | undefined): string {
  return /\/(?:reset|verify|sign-up|invite)\/([\w-]{43})/.exec(mail ?? '')?.[1] ?? '';
}

/** Quoted-printable, as much of it as mails of ours are made of. */
function decode(data: string): string {
  const bytes = data
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
