import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { linkProducts } from '#lib/plaid/link-tokens';
import type { ItemRef } from '#lib/sync/ports';
import { type ConsentKind, policyVersion } from './contract.ts';

/**
 * Keeps that a person allowed a bank's data to be fetched, renewed that, or took it back: when, of
 * which bank, for which products, on which words. It stays as long as anything of the connection.
 * What was renewed is what Link was last opened for: products that it named then are allowed, too.
 */
export async function recordConsent(
  tx: Pick<Tx, '$executeRaw'>,
  { householdId, itemId }: ItemRef,
  kind: ConsentKind,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Consent" ("householdId", "id", "itemId", "memberId", "kind", "products", "bank",
      "policyVersion")
    SELECT i."householdId", ${newId()}::uuid, i."id", i."memberId", ${kind},
      ${[...linkProducts]}::text[] || ARRAY(
        SELECT p."name" FROM (
          SELECT t."input" FROM "LinkToken" t
          WHERE t."householdId" = i."householdId" AND ${kind === 'renewed'}
            AND t."input"->>'itemId' = i."id"::text
          ORDER BY t."createdAt" DESC LIMIT 1
        ) t
        CROSS JOIN LATERAL jsonb_array_elements_text(COALESCE(t."input"->'products', '[]'))
          AS p("name")
        WHERE p."name" <> ALL(${[...linkProducts]}::text[])),
      COALESCE(n."name", i."linkName", 'Bank'), ${policyVersion}
    FROM "Item" i LEFT JOIN "Institution" n ON n."id" = i."institutionId"
    WHERE i."householdId" = ${householdId}::uuid AND i."id" = ${itemId}::uuid`;
}
