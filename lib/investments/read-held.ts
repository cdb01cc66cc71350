import 'server-only';
import type { Tx } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import type { ItemRef } from '#lib/sync/ports';
import type { HeldFacts } from './tie-holdings.ts';

/** `foreign`: how many holdings are in another currency than the account's. */
type Held = HeldFacts & { foreign: number };

/** What each account of a connection holds that was ever read, with the balance of the last reading. */
export async function readHeld(
  tx: Pick<Tx, '$queryRaw'>,
  { householdId, itemId }: ItemRef,
): Promise<Map<string, Held>> {
  const rows = await tx.$queryRaw<(Held & { accountId: string })[]>`
    ${keptPlan} SELECT d."accountId", d."balanceMinor", d."availableMinor",
      COALESCE(sum(h."valueMinor"), 0)::bigint AS "heldMinor",
      COALESCE(sum(h."valueMinor") FILTER (WHERE s."isCash"), 0)::bigint AS "heldCashMinor",
      (count(h."securityId") FILTER (WHERE h."currency" IS DISTINCT FROM d."currency"))::int
        AS "foreign"
    FROM (
      SELECT DISTINCT ON (d."accountId") d."accountId", d."currency", d."balanceMinor",
        d."availableMinor"
      FROM "HoldingDay" d
      JOIN "Account" a ON a."householdId" = d."householdId" AND a."id" = d."accountId"
      WHERE d."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid
      ORDER BY d."accountId", d."date" DESC
    ) d
    LEFT JOIN "Holding" h ON h."householdId" = ${householdId}::uuid
      AND h."accountId" = d."accountId"
    LEFT JOIN "Security" s ON s."householdId" = h."householdId" AND s."id" = h."securityId"
    GROUP BY d."accountId", d."balanceMinor", d."availableMinor"`;
  return new Map(rows.map(({ accountId, ...held }) => [accountId, held]));
}
