import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { linkProducts } from '#lib/plaid/link-tokens';
import type { ItemRef } from '#lib/sync/ports';
import { type ConsentKind, policyVersion } from './contract.ts';

/**
 * Keeps that a person allowed a bank's data to be fetched, renewed that, or took it back: when, of
 * which bank, for which products, on which words. It stays as long as anything of the connection.
 */
export async function recordConsent(
  tx: Pick<Tx, '$executeRaw'>,
  { householdId, itemId }: ItemRef,
  kind: ConsentKind,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Consent" ("householdId", "id", "itemId", "memberId", "kind", "products", "bank",
      "policyVersion")
    SELECT i."householdId", ${newId()}::uuid, i."id", i."memberId", ${kind}, ${[...linkProducts]},
      COALESCE(n."name", i."linkName", 'Bank'), ${policyVersion}
    FROM "Item" i LEFT JOIN "Institution" n ON n."id" = i."institutionId"
    WHERE i."householdId" = ${householdId}::uuid AND i."id" = ${itemId}::uuid`;
}
