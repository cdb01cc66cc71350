import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { closeDb, db, openDb } from '#lib/db/client';
import { env } from '#lib/env';
import { createMailboxToken } from './mailbox-tokens.ts';

/**
 * For a command: makes the link that a mail would bring, for whoever runs an installation without mail,
 * or has locked themselves out of it. Null when there is no such person.
 */
export async function makeResetLink(databaseUrl: string, address: string): Promise<string | null> {
  openDb(databaseUrl);
  const email = address.trim().toLowerCase();
  const user = await db().user.findUnique({ where: { email }, select: { id: true } });
  const token =
    user && (await createMailboxToken({ kind: 'reset_password', email, userId: user.id }));
  if (user) await recordAudit(db(), user.id, { kind: 'reset_link_made', details: {} });
  await closeDb();
  return token && `${env().APP_URL}/reset/${token}`;
}
