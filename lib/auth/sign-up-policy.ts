import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import type { HouseholdKey } from '#lib/households/household-token';
import { isInviteOpen } from '#lib/invites/queries';

/** Whether somebody may create an account now, by an invitation where they have one (SIGN_UP). */
export async function maySignUp(
  invite: HouseholdKey | null,
  tx: Pick<Tx, 'user' | 'invite'> = db(),
): Promise<boolean> {
  const { SIGN_UP } = env();
  if (SIGN_UP === 'open') return true;
  const person = await tx.user.findFirst({ select: { id: true } });
  if (!person) return true;
  return SIGN_UP === 'invite' && invite !== null && isInviteOpen(tx, invite);
}

/** The same, and lets one after the other find out, where it matters who was first. */
export async function requireMaySignUp(tx: Tx, invite: HouseholdKey | null): Promise<void> {
  if (env().SIGN_UP !== 'open') {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('sign-up', 0))`;
  }
  if (!(await maySignUp(invite, tx))) throw signUpClosed();
}

export function signUpClosed(): AppError {
  const message = 'Nobody can create an account here by themselves. Ask for an invitation.';
  return new AppError('sign_up_closed', message);
}
