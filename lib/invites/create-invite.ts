import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { createHouseholdToken, readHouseholdToken } from '#lib/households/household-token';
import { lockPeople } from '#lib/households/mutations';
import { publish } from '#lib/live/publish';
import { composeMail } from '#lib/mail/compose-mail';
import { queueMail } from '#lib/mail/queue-mail';
import { requireReal } from '#lib/sample/require-real';
import type { InviteInput, NewInviteDto } from './contract.ts';
import { inviteColumns, openLimit, toInviteDto } from './queries.ts';

const openDays = 7;

/**
 * Makes a link by which one person may join, within a week and once. It is mailed where mails leave;
 * it is shown in any case, this once.
 *
 * @throws AppError household_refused when too many are open, and for sample data
 */
export async function createInvite(
  { householdId, memberId, name }: Pick<Session, 'householdId' | 'memberId' | 'name'>,
  { role, email }: InviteInput,
): Promise<NewInviteDto> {
  await requireReal(householdId);
  const token = createHouseholdToken(householdId);
  const link = `${env().APP_URL}/invite/${token}`;
  const mailed = email !== null && env().SMTP_URL !== undefined;
  const invite = await db().$transaction(async (tx) => {
    await lockPeople(tx, householdId);
    await requireRoom(tx, householdId);
    const row = await tx.invite.create({
      data: {
        householdId,
        id: newId(),
        tokenHash: requireHash(token),
        memberId,
        role,
        email,
        expiresAt: new Date(Date.now() + openDays * 86_400_000),
      },
      select: inviteColumns,
    });
    if (mailed)
      await queueMail(tx, householdId, { ...composeInvite(name, link), toAddress: email });
    await publish(tx, householdId, ['household']);
    await recordAudit(tx, householdId, { kind: 'member_invited', details: { role, mailed } });
    return row;
  });
  return { invite: toInviteDto(invite), link, mailed };
}

async function requireRoom(tx: Tx, householdId: string): Promise<void> {
  const where = { householdId, expiresAt: { gt: new Date() } };
  if ((await tx.invite.count({ where })) < openLimit) return;
  throw new AppError(
    'household_refused',
    `${openLimit} invitations are open. Take one back first; nothing was sent.`,
  );
}

function requireHash(token: string): Uint8Array<ArrayBuffer> {
  const key = readHouseholdToken(token);
  if (!key) throw new Error('A token of ours is none.');
  return key.tokenHash;
}

/** To somebody who may never have heard of Plumbline. */
function composeInvite(by: string, link: string) {
  return composeMail({
    title: `${by} invites you to a household on Plumbline`,
    body: `Plumbline shows a household its accounts and transactions in one place; this one is run at ${new URL(env().APP_URL).host}. The link works once, for a week. If you do not know ${by}, leave it: nothing happens.`,
    action: { label: 'See the invitation', url: link },
    reason: {
      text: `Plumbline sends this because ${by} entered your address.`,
      url: env().APP_URL,
    },
  });
}
