import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { toJsonParameter } from '#lib/db/json-parameter';
import type { ProviderStatement } from '#lib/plaid/statements';
import type { ItemRef } from '#lib/sync/ports';

/**
 * Writes which statements of a connection there are now. One that is here keeps its id; those that Plaid lists no
 * more cannot be downloaded, and go. Of an account that no sync has brought yet the next reading tells.
 */
export async function writeStatements(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  statements: readonly ProviderStatement[],
): Promise<void> {
  const listed = toJsonParameter(statements.map((each) => ({ ...each, id: newId() })));
  await tx.$executeRaw`
    DELETE FROM "Statement" s USING "Account" a
    WHERE s."householdId" = ${householdId}::uuid AND a."householdId" = s."householdId"
      AND a."id" = s."accountId" AND a."itemId" = ${itemId}::uuid
      AND NOT EXISTS (
        SELECT FROM jsonb_to_recordset(${listed}::jsonb)
          AS r("plaidAccountId" text, "plaidStatementId" text)
        WHERE r."plaidStatementId" = s."plaidStatementId"
          AND r."plaidAccountId" = a."plaidAccountId")`;
  await tx.$executeRaw`
    INSERT INTO "Statement" AS s ("householdId", "id", "accountId", "plaidStatementId", "month",
      "postedOn")
    SELECT DISTINCT ON (a."id", r."plaidStatementId") a."householdId", r."id", a."id",
      r."plaidStatementId", r."month", r."postedOn"
    FROM jsonb_to_recordset(${listed}::jsonb) AS r("id" uuid, "plaidAccountId" text,
      "plaidStatementId" text, "month" date, "postedOn" date)
    JOIN "Account" a ON a."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid
      AND a."plaidAccountId" = r."plaidAccountId"
    ON CONFLICT ("householdId", "accountId", "plaidStatementId") DO UPDATE
      SET "month" = EXCLUDED."month", "postedOn" = EXCLUDED."postedOn"
      WHERE (s."month", s."postedOn") IS DISTINCT FROM (EXCLUDED."month", EXCLUDED."postedOn")`;
}
