import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import type { HouseholdInput } from './contract.ts';

export async function renameHousehold(
  { householdId: id }: { householdId: string },
  { name }: HouseholdInput,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.household.updateMany({
      where: { id, NOT: { name } },
      data: { name },
    });
    if (count === 0) return;
    await publish(tx, id, ['household']);
    await recordAudit(tx, id, { kind: 'household_renamed', details: {} });
  });
}

/**
 * Until the commit nobody else changes who belongs to the household, or as what: whatever is counted
 * of its people holds.
 */
export async function lockPeople(tx: Tx, householdId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM "Household" WHERE "id" = ${householdId}::uuid FOR NO KEY UPDATE`;
}
