import 'server-only';
import { db } from '#lib/db/client';
import { householdLimit } from '#lib/households/queries';
import { noteChange } from '#lib/versions/mutations';

/** Their accounts are called by it in the households that they belong to. */
export async function setName(userId: string, name: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { name } });
    const members = await tx.member.findMany({
      where: { userId },
      select: { householdId: true },
      take: householdLimit,
    });
    await noteChange(
      tx,
      members.map(({ householdId }) => householdId),
    );
  });
}
