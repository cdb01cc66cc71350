import 'server-only';
import { createHash } from 'node:crypto';
import type { MailboxTokenKind } from '#lib/db/generated/enums';
import { takeToken } from '#lib/db/rate-bucket';

/** Enough for who did not find the first mail, too little to fill a mailbox with. */
const perMailbox = { capacity: 3, perMinute: 3 / 60 };

/** Whether a mailbox had enough links of this kind for now, whoever asked for them. */
export async function spareMailbox(kind: MailboxTokenKind, email: string): Promise<boolean> {
  const who = createHash('sha256').update(email).digest('base64url');
  return !(await takeToken(`mailbox:${kind}:${who}`, perMailbox));
}
