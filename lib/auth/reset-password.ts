import 'server-only';
import { db } from '#lib/db/client';
import { expired, findMailboxToken, spendMailboxToken } from './mailbox-tokens.ts';
import { queueTokenMail } from './queue-token-mail.ts';
import { setPassword } from './set-password.ts';
import { spareMailbox } from './spare-mailbox.ts';

/**
 * Has a link sent with which a new password can be chosen, if there is such an account. Whoever asks
 * is told the same in any case.
 */
export async function requestReset(email: string): Promise<void> {
  if (await spareMailbox('reset_password', email)) return;
  await db().$transaction((tx) => queueTokenMail(tx, { kind: 'reset_password', toAddress: email }));
}

/**
 * Sets a new password for whoever brings the link. It signs nobody in: what else the account asks for
 * is still asked.
 *
 * @throws AppError link_expired or invalid_input
 */
export async function resetPassword(token: string, password: string): Promise<void> {
  const found = await findMailboxToken(token, 'reset_password');
  if (!found?.userId) throw expired();
  await setPassword(found.userId, password, {
    byLink: (tx) => spendMailboxToken(tx, token, 'reset_password'),
  });
}
