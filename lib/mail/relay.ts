import 'server-only';
import { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { env } from '#lib/env';

export type OutgoingMail = {
  /** Stays the same in every attempt, so that a mailbox shows a repeated one once. */
  id: string;
  toAddress: string;
  subject: string;
  text: string;
  html: string;
};

/** @property permanent  the relay will never take this mail */
export class RelayError extends Error {
  readonly code: string;
  readonly permanent: boolean;

  constructor(code: string, permanent: boolean) {
    super(`The relay did not take a mail: ${code}`);
    this.name = 'RelayError';
    this.code = code;
    this.permanent = permanent;
  }
}

/** In all well below the time for which send-mail.ts keeps other workers away. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * Hands one mail to the relay of SMTP_URL; does nothing where there is none.
 *
 * @returns whether it left
 * @throws RelayError, without the relay's own words: those repeat addresses
 */
export async function sendThroughRelay(mail: OutgoingMail): Promise<boolean> {
  const { SMTP_URL, MAIL_FROM, APP_URL } = env();
  if (!SMTP_URL || !MAIL_FROM) return false;
  const transport = createTransport({
    ...readAddress(SMTP_URL),
    ...timeouts,
    // One of its own it would open at an address that it looked up itself, which no setting names.
    socket: new Socket(),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: MAIL_FROM,
      to: { name: '', address: mail.toAddress },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@${new URL(APP_URL).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return true;
  } catch (error) {
    throw toRelayError(error);
  } finally {
    transport.close();
  }
}

/**
 * `smtps:` speaks TLS from the first byte. `smtp:` changes to it, or says nothing: what is sent holds
 * links that let people in. On this machine nobody listens; elsewhere `?ignoreTLS=true` does without.
 */
export function readAddress(smtpUrl: string) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(host);
  const ignoreTLS = searchParams.get('ignoreTLS') === 'true';
  return {
    host,
    requireTLS: !secure && !isHere && !ignoreTLS,
    ignoreTLS,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    auth: username
      ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
      : undefined,
  };
}

function toRelayError(error: unknown): RelayError {
  const { code = 'EUNKNOWN', responseCode } = error as { code?: string; responseCode?: number };
  const permanent = code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500;
  return new RelayError(responseCode ? `${code} ${responseCode}` : code, permanent);
}
