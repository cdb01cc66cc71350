import 'server-only';
import { hashToken, isToken, newToken } from '#lib/crypto/tokens';
import { db, type Tx } from '#lib/db/client';
import type { MailboxTokenKind } from '#lib/db/generated/enums';
import { AppError } from '#lib/errors';
import type { HouseholdKey } from '#lib/households/household-token';

const lifeMinutes: Record<MailboxTokenKind, number> = {
  sign_up: 60,
  verify_email: 24 * 60,
  change_email: 60,
  reset_password: 30,
};

/** What a link proves: that whoever has it reads this mailbox. */
export type MailboxProof = {
  kind: MailboxTokenKind;
  email: string;
  /** Whose it is, if anybody's. */
  userId: string | null;
  /** By what they may sign up. */
  invite: HouseholdKey | null;
};

/** @returns the token for the link; only its SHA-256 is stored */
export async function createMailboxToken({
  kind,
  email,
  userId,
  invite,
}: Omit<MailboxProof, 'invite'> & { invite?: HouseholdKey | null }): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + lifeMinutes[kind] * 60_000);
  await db().mailboxToken.create({
    data: {
      kind,
      email,
      userId,
      tokenHash: hashToken(token),
      inviteHouseholdId: invite?.householdId,
      inviteHash: invite?.tokenHash,
      expiresAt,
    },
  });
  return token;
}

/** What a link is worth now, without using it up; null when it is used, too old or none. */
export async function findMailboxToken<Kind extends MailboxTokenKind>(
  token: string,
  ...kinds: Kind[]
): Promise<(MailboxProof & { kind: Kind }) | null> {
  if (!isToken(token)) return null;
  const found = await db().mailboxToken.findFirst({
    where: { tokenHash: hashToken(token), kind: { in: kinds }, expiresAt: { gt: new Date() } },
    select: { kind: true, email: true, userId: true, inviteHouseholdId: true, inviteHash: true },
  });
  return (
    found && {
      kind: found.kind as Kind,
      email: found.email,
      userId: found.userId,
      invite: readInvite(found),
    }
  );
}

/** The invitation that a row names. */
export function readInvite(row: {
  inviteHouseholdId: string | null;
  inviteHash: Uint8Array<ArrayBuffer> | null;
}): HouseholdKey | null {
  const { inviteHouseholdId: householdId, inviteHash: tokenHash } = row;
  return householdId && tokenHash ? { householdId, tokenHash } : null;
}

/**
 * Uses a link up, and with it every other of its kind for the same mailbox.
 *
 * @throws AppError link_expired
 */
export async function spendMailboxToken(
  tx: Tx,
  token: string,
  kind: MailboxTokenKind,
): Promise<void> {
  const [used] = await tx.$queryRaw<{ email: string }[]>`
    DELETE FROM "MailboxToken"
    WHERE "tokenHash" = ${hashToken(token)} AND "kind"::text = ${kind} AND "expiresAt" > now()
    RETURNING "email"`;
  if (!used) throw expired();
  await tx.mailboxToken.deleteMany({ where: { kind, email: used.email } });
}

/**
 * Nothing comes of the other address that somebody asked to move to: neither of the links that were
 * sent, nor of those that wait. For when whoever asked may have been somebody else.
 */
export async function endEmailChange(tx: Tx, userId: string): Promise<void> {
  await tx.tokenMail.deleteMany({ where: { userId, kind: 'change_email' } });
  await tx.mailboxToken.deleteMany({ where: { userId, kind: 'change_email' } });
}

/** @throws AppError link_expired */
export function expired(): AppError {
  const message =
    'This link was used already, or is too old. Nothing was changed; ask for a new one.';
  return new AppError('link_expired', message);
}

/** Deletes the rows of links that are worth nothing any more; returns how many. */
export async function deleteExpiredMailboxTokens(): Promise<number> {
  const { count } = await db().mailboxToken.deleteMany({
    where: { expiresAt: { lt: new Date() } },
  });
  return count;
}
