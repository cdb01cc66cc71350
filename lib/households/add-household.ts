import 'server-only';
import { createDefaultCategories } from '#lib/categories/mutations';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';

/** Makes a household that a person owns, with its categories. Returns its id. */
export async function addHousehold(tx: Tx, userId: string, name: string): Promise<string> {
  const householdId = newId();
  await tx.household.create({ data: { id: householdId, name } });
  await tx.member.create({ data: { householdId, id: newId(), userId, role: 'owner' } });
  await createDefaultCategories(tx, householdId);
  return householdId;
}

/** Where somebody goes who leaves a household: to another of theirs, or a new one. */
export async function findNextHousehold(
  tx: Tx,
  { userId, name }: { userId: string; name: string },
): Promise<string> {
  const other = await tx.member.findFirst({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    select: { householdId: true },
  });
  return other?.householdId ?? addHousehold(tx, userId, defaultHouseholdName(name));
}

/** What a household is called until somebody says. */
export function defaultHouseholdName(person: string): string {
  return `${person}’s household`;
}
