import 'server-only';
import type { Tx } from '#lib/db/client';
import { env } from '#lib/env';
import { composeMail } from '#lib/mail/compose-mail';
import { queueMail } from '#lib/mail/queue-mail';

/**
 * Tells somebody by mail, with the caller's commit, what happened to how they sign in. Nobody can
 * switch these off: they are for the day when it was somebody else.
 *
 * @param otherwise  what to do on that day
 */
export async function tellPerson(
  tx: Tx,
  userId: string,
  { title, body, otherwise = ifStranger }: { title: string; body: string; otherwise?: string },
): Promise<void> {
  const person = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      email: true,
      members: { orderBy: { createdAt: 'asc' }, take: 1, select: { householdId: true } },
    },
  });
  const [member] = person.members;
  // A mail belongs to a household; whoever is in none cannot sign in.
  if (!member) return;
  const mail = composeMail({
    title,
    body: `${body} ${otherwise}`,
    action: { label: 'See your security settings', url: `${env().APP_URL}/settings/security` },
    reason: {
      text: 'Plumbline always tells you when something changes about how you sign in.',
      url: `${env().APP_URL}/settings/activity`,
      label: 'See what was done',
    },
  });
  await queueMail(tx, member.householdId, { ...mail, toAddress: person.email });
}

const ifStranger =
  'If it was not you, somebody else can sign in as you: change your password now, and look at what your account asks for.';
