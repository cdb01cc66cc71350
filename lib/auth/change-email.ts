import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { isUniqueViolation } from '#lib/db/prisma-errors';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { expired, findMailboxToken, spendMailboxToken } from './mailbox-tokens.ts';
import { queueTokenMail } from './queue-token-mail.ts';
import { endSessions, findSession, type Session } from './sessions.ts';
import { spareMailbox } from './spare-mailbox.ts';
import { tellPerson } from './tell-person.ts';

type Own = Pick<Session, 'id' | 'userId' | 'email'>;

/**
 * Asks at the new address whether it is the person's, and tells the old one. Where no mail leaves,
 * nobody can be asked: the address is then taken as it is, unconfirmed.
 *
 * @throws AppError email_taken, only where no mail leaves
 */
export async function requestEmailChange(session: Own, email: string): Promise<void> {
  if (email === session.email) return;
  if (!env().SMTP_URL) return moveTo(session.userId, email, session.id, null);
  if (await spareMailbox('change_email', email)) return;
  await db().$transaction(async (tx) => {
    await queueTokenMail(tx, { kind: 'change_email', toAddress: email, userId: session.userId });
    await tellPerson(tx, session.userId, {
      title: 'Another e-mail was asked for',
      body: `Your account is to move to ${email} once that is confirmed there. Until then nothing changes.`,
    });
  });
}

/** Asks anew at the person's address whether it is theirs; nothing where it is known already. */
export async function requestVerifyLink({ userId, email }: Own): Promise<void> {
  const mail = { kind: 'verify_email', toAddress: email, userId } as const;
  await db().$transaction((tx) => queueTokenMail(tx, mail));
}

/**
 * What a link in a mail confirms: that the address is the person's, or the one they move to.
 *
 * @param browser  the token of the session that the browser has, which stays if it is the person's
 * @throws AppError link_expired, or email_taken when somebody else has the address by now
 */
export async function confirmEmail(token: string, browser: string | null): Promise<void> {
  const proof = await findMailboxToken(token, 'verify_email', 'change_email');
  if (!proof?.userId) throw expired();
  const { kind, userId, email } = proof;
  if (kind === 'change_email') {
    const session = browser === null ? null : await findSession(browser);
    return moveTo(userId, email, session?.id ?? null, token);
  }
  await db().$transaction(async (tx) => {
    await spendMailboxToken(tx, token, kind);
    const { count } = await tx.user.updateMany({
      where: { id: userId, email },
      data: { emailVerifiedAt: new Date() },
    });
    if (count === 0) throw expired();
    await recordAudit(tx, userId, { kind: 'email_confirmed', details: {}, by: userId });
  });
}

/** @param token  of the link that showed whose the address is; null where nobody could be asked */
async function moveTo(
  userId: string,
  email: string,
  sessionId: string | null,
  token: string | null,
): Promise<void> {
  const move = async (tx: Tx) => {
    if (token) await spendMailboxToken(tx, token, 'change_email');
    await leaveMailbox(tx, userId, email);
    // Before it changes: it is the old mailbox that has to hear of it.
    await tellPerson(tx, userId, {
      title: 'Your e-mail was changed',
      body: `You sign in with ${email} from now on, and this address is no longer yours here.`,
    });
    const emailVerifiedAt = token ? new Date() : null;
    await tx.user.update({ where: { id: userId }, data: { email, emailVerifiedAt } });
    await tx.mailboxToken.deleteMany({ where: { userId } });
    await endSessions(tx, userId, sessionId ? { except: sessionId } : 'all');
    await recordAudit(tx, userId, { kind: 'email_changed', details: {}, by: userId });
  };
  await db()
    .$transaction(move)
    .catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      const message = 'There is another account with this e-mail.';
      throw new AppError('email_taken', `${message} Nothing was changed.`, {
        fields: { email: message },
      });
    });
}

/**
 * Nothing is to name the former address for longer than it must: what waits goes to the new one, what
 * went is deleted, and links that were asked for there by nobody signed in go with the person.
 */
async function leaveMailbox(tx: Tx, userId: string, email: string): Promise<void> {
  const { email: former } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  const toAddress = former;
  await tx.mail.deleteMany({ where: { toAddress, state: { not: 'waiting' } } });
  await tx.mail.updateMany({ where: { toAddress }, data: { toAddress: email } });
  await tx.tokenMail.updateMany({ where: { toAddress, userId: null }, data: { userId } });
}
