import 'server-only';
import type { Tx } from '#lib/db/client';
import type { MailboxTokenKind } from '#lib/db/generated/enums';
import { newId } from '#lib/db/ids';
import type { HouseholdKey } from '#lib/households/household-token';
import { enqueue } from '#lib/jobs/enqueue';

/** @property userId  who asks, where somebody is signed in */
type TokenMail = {
  kind: MailboxTokenKind;
  toAddress: string;
  userId?: string;
  invite?: HouseholdKey | null;
};

/**
 * Has a link sent to an address. Whether there is an account is looked up as the mail is written
 * (lib/auth/send-token-mail.ts): whoever asks learns nothing, not even from how long it takes.
 */
export async function queueTokenMail(tx: Tx, { invite, ...mail }: TokenMail): Promise<void> {
  const id = newId();
  const by = { inviteHouseholdId: invite?.householdId, inviteHash: invite?.tokenHash };
  await tx.tokenMail.create({ data: { id, ...mail, ...by } });
  await enqueueTokenMail(tx, id, 0);
}

export function enqueueTokenMail(
  tx: Pick<Tx, '$executeRaw'>,
  mailId: string,
  delayMs: number,
): Promise<void> {
  return enqueue(tx, 'send-token-mail', { mailId }, { key: `mail:${mailId}`, delayMs });
}
