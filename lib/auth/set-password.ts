import 'server-only';
import { endTokens } from '#lib/access-tokens/mutations';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { forgetIdentities } from '#lib/oidc/identities';
import { stopEndpoints } from '#lib/webhook-endpoints/mutations';
import { endEmailChange } from './mailbox-tokens.ts';
import { hashPassword } from './passwords.ts';
import { requireStrongPassword } from './require-strong-password.ts';
import { endSessions } from './sessions.ts';
import { tellPerson } from './tell-person.ts';

/** By a link in a mail, or by somebody who is signed in and proved lately who they are. */
type How = { byLink: (tx: Tx) => Promise<unknown> } | { bySession: string };

/**
 * Gives somebody a new password, ends their other sessions, their access tokens and the links sent for
 * another one or for another address, and tells them.
 *
 * @param how  `byLink` uses the link up in the same transaction; `bySession` is the session that stays
 * @throws AppError invalid_input for a password that is easy to guess, and what `byLink` throws
 */
export async function setPassword(userId: string, password: string, how: How): Promise<void> {
  const person = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, email: true, emailVerifiedAt: true, passwordHash: true },
  });
  requireStrongPassword(password, person);
  const passwordHash = await hashPassword(password);
  const byLink = 'byLink' in how;
  const isFirst = person.passwordHash === null;
  await db().$transaction(async (tx) => {
    if (byLink) await how.byLink(tx);
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await tx.mailboxToken.deleteMany({ where: { userId, kind: 'reset_password' } });
    await endEmailChange(tx, userId);
    // Whoever gave the old one a moment ago is still on their way in.
    await tx.signInAttempt.deleteMany({ where: { userId } });
    await tx.knownBrowser.deleteMany({ where: { userId } });
    // Nobody had shown before to read this mailbox: what was linked may be somebody else's.
    const isUnlinked =
      byLink && person.emailVerifiedAt === null && (await forgetIdentities(tx, userId));
    await endSessions(tx, userId, byLink ? 'all' : { except: how.bySession });
    const tokens = await endTokens(tx, userId);
    const webhooks = await stopEndpoints(tx, userId);
    const alsoEnded = `${tokens > 0 ? ' Your access tokens were revoked.' : ''}${webhooks > 0 ? ' Your webhooks were switched off.' : ''}`;
    await tellPerson(tx, userId, {
      title: byLink || isFirst ? 'You have a new password' : 'Your password was changed',
      body: byLink
        ? `It was chosen by a link that was sent to this address. You were signed out everywhere.${isUnlinked ? ' What you signed in with at a provider was unlinked.' : ''}${alsoEnded}`
        : `You were signed out everywhere but where you changed it.${alsoEnded}`,
    });
    if (tokens > 0) {
      const details = { count: tokens };
      await recordAudit(tx, userId, { kind: 'access_tokens_ended', details });
    }
    if (webhooks > 0) {
      const details = { count: webhooks };
      await recordAudit(tx, userId, { kind: 'webhooks_stopped', details });
    }
    const details = { byLink };
    await recordAudit(tx, userId, { kind: 'password_changed', details, by: userId });
  });
}
