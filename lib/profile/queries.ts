import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import type { ProfileDto } from './contract.ts';

/** For so long the link to another address is good (lib/auth/mailbox-tokens.ts). */
const pendingMs = 3_600_000;

export async function getProfile(userId: string): Promise<ProfileDto> {
  const { name, email, emailVerifiedAt } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, email: true, emailVerifiedAt: true },
  });
  // Not from the links themselves: there is none to an address that has an account of its own, and
  // whoever asked is not to learn that.
  const asked = await db().tokenMail.findFirst({
    where: { userId, kind: 'change_email', createdAt: { gt: new Date(Date.now() - pendingMs) } },
    orderBy: { createdAt: 'desc' },
    select: { toAddress: true },
  });
  const unconfirmed = env().SMTP_URL ? 'unconfirmed' : 'unknown';
  return {
    name,
    email,
    emailState: emailVerifiedAt ? 'confirmed' : unconfirmed,
    pendingEmail: asked && asked.toAddress !== email ? asked.toAddress : null,
  };
}
