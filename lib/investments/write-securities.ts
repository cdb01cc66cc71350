import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { toJsonParameter } from '#lib/db/json-parameter';
import type { ProviderSecurity } from '#lib/plaid/investments';

/**
 * Keeps what Plaid says of securities.
 *
 * @returns our id for each of Plaid's that was given
 */
export async function writeSecurities(
  tx: Tx,
  householdId: string,
  securities: readonly ProviderSecurity[],
  readAt: Date,
): Promise<Map<string, string>> {
  // A page of transactions names a security that another one has named.
  const given = [...new Map(securities.map((each) => [each.plaidSecurityId, each])).values()].map(
    ({ raw, ...each }) => ({ ...each, id: newId(), plaid: JSON.parse(raw) }),
  );
  const rows = await tx.$queryRaw<{ id: string; plaidSecurityId: string }[]>`
    INSERT INTO "Security" ("householdId", "id", "plaidSecurityId", "name", "ticker", "type",
      "subtype", "isCash", "sector", "industry", "plaid", "readAt")
    SELECT ${householdId}::uuid, r."id", r."plaidSecurityId", r."name", r."ticker", r."type",
      r."subtype", r."isCash", r."sector", r."industry", r."plaid", ${readAt}::timestamptz
    FROM jsonb_to_recordset(${toJsonParameter(given)}::jsonb) AS r("id" uuid,
      "plaidSecurityId" text, "name" text, "ticker" text, "type" text, "subtype" text,
      "isCash" boolean, "sector" text, "industry" text, "plaid" jsonb)
    ON CONFLICT ("householdId", "plaidSecurityId") DO UPDATE SET
      "name" = EXCLUDED."name", "ticker" = EXCLUDED."ticker", "type" = EXCLUDED."type",
      "subtype" = EXCLUDED."subtype", "isCash" = EXCLUDED."isCash", "sector" = EXCLUDED."sector",
      "industry" = EXCLUDED."industry", "plaid" = EXCLUDED."plaid", "readAt" = EXCLUDED."readAt"
    RETURNING "id", "plaidSecurityId"`;
  return new Map(rows.map(({ id, plaidSecurityId }) => [plaidSecurityId, id]));
}

/** What nothing in the household names any more goes: it would tell of what was held. */
export async function deleteUnnamedSecurities(tx: Tx, householdId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Security" s WHERE s."householdId" = ${householdId}::uuid
      AND NOT EXISTS (SELECT FROM "Holding" h
        WHERE h."householdId" = s."householdId" AND h."securityId" = s."id")
      AND NOT EXISTS (SELECT FROM "HoldingSnapshot" d
        WHERE d."householdId" = s."householdId" AND d."securityId" = s."id")
      AND NOT EXISTS (SELECT FROM "InvestmentTransaction" t
        WHERE t."householdId" = s."householdId" AND t."securityId" = s."id")`;
}
