import 'server-only';
import { hashToken, isToken, newToken } from '#lib/crypto/tokens';
import { db, type Tx } from '#lib/db/client';
import type { MailboxTokenKind } from '#lib/db/generated/enums';
import { AppError } from '#lib/errors';

const lifeMinutes: Record<MailboxTokenKind, number> = {
  sign_up: 60,
  verify_email: 24 * 60,
  change_email: 60,
  reset_password: 30,
};

/** What a link proves: that whoever has it reads this mailbox. `userId`: whose it is, if anybody's. */
export type MailboxProof = { kind: MailboxTokenKind; email: string; userId: string | null };

/** @returns the token for the link; only its SHA-256 is stored */
export async function createMailboxToken(proof: MailboxProof): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + lifeMinutes[proof.kind] * 60_000);
  await db().mailboxToken.create({ data: { ...proof, tokenHash: hashToken(token), expiresAt } });
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
    select: { kind: true, email: true, userId: true },
  });
  return found as (MailboxProof & { kind: Kind }) | null;
}

/**
 * Uses a link up, and with it every other of its kind for the same mailbox.
 *
 * @throws AppError link_expired
 */
export async function spendMailboxToken<Kind extends MailboxTokenKind>(
  tx: Tx,
  token: string,
  ...kinds: Kind[]
): Promise<MailboxProof & { kind: Kind }> {
  const [used] = await tx.$queryRaw<(MailboxProof & { kind: Kind })[]>`
    DELETE FROM "MailboxToken"
    WHERE "tokenHash" = ${hashToken(token)} AND "kind"::text = ANY(${kinds}) AND "expiresAt" > now()
    RETURNING "kind"::text AS "kind", "email", "userId"`;
  if (!used) throw expired();
  const { kind, email } = used;
  await tx.mailboxToken.deleteMany({ where: { kind, email } });
  return used;
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
