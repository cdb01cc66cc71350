import 'server-only';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Role } from '#lib/households/roles';

type MemberRef = { householdId: string; memberId: string };
type Found = MemberRef & { userId: string; role: Role; name: string; email: string };

/** For a change of the household's people, which are locked. @throws AppError not_found */
export async function requireMember(tx: Tx, { householdId, memberId }: MemberRef): Promise<Found> {
  const member = await tx.member.findUnique({
    where: { householdId_id: { householdId, id: memberId } },
    select: { userId: true, role: true, user: { select: { name: true, email: true } } },
  });
  if (!member) throw new AppError('not_found', 'There is no such member. Nothing was changed.');
  const { user, ...found } = member;
  return { householdId, memberId, ...found, ...user };
}

/** A household is owned by somebody at any time. @throws AppError household_refused */
export async function requireOtherOwner(
  tx: Tx,
  { householdId, memberId, role }: Pick<Found, 'householdId' | 'memberId' | 'role'>,
): Promise<void> {
  if (role !== 'owner') return;
  const others = await tx.member.count({
    where: { householdId, role: 'owner', NOT: { id: memberId } },
  });
  if (others > 0) return;
  throw new AppError(
    'household_refused',
    'A household needs an owner, and there is no other. Hand it over first; nothing was changed.',
  );
}
