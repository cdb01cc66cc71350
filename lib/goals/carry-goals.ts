import 'server-only';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';

/** What counts towards a goal by an account that goes, counts by the one that takes its place. */
export async function carryGoalAccounts(
  tx: Tx,
  householdId: string,
  moves: readonly { from: string; into: string }[],
): Promise<void> {
  const pairs = toJsonParameter([...moves]);
  await tx.$executeRaw`
    INSERT INTO "GoalAccount" ("householdId", "goalId", "accountId")
    SELECT a."householdId", a."goalId", m."into"
    FROM "GoalAccount" a
    JOIN jsonb_to_recordset(${pairs}::jsonb) AS m("from" uuid, "into" uuid) ON m."from" = a."accountId"
    WHERE a."householdId" = ${householdId}::uuid ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE "GoalContribution" c SET "accountId" = m."into"
    FROM jsonb_to_recordset(${pairs}::jsonb) AS m("from" uuid, "into" uuid)
    WHERE c."householdId" = ${householdId}::uuid AND c."accountId" = m."from"`;
}
