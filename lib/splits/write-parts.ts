import 'server-only';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';

/** A part as it is stored. */
export type PartRow = {
  id: string;
  transactionId: string;
  position: number;
  /** As text: JSON's numbers are not exact. */
  amountMinor: string;
  categoryId: string | null;
  note: string | null;
  tagIds: string[];
  /** The rule that made it; null for a person's. */
  ruleId: string | null;
};

/**
 * Stores parts. A category that went into another meanwhile is that one; a tag that is gone stays away. The
 * caller holds sorting still (lib/categories/lock-sorting.ts), so that neither goes while it commits.
 */
export async function writeParts(tx: Tx, householdId: string, parts: PartRow[]): Promise<void> {
  if (parts.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "SplitPart" ("householdId", "id", "transactionId", "position", "amountMinor",
      "categoryId", "note", "tagIds", "ruleId")
    SELECT ${householdId}::uuid, r."id", r."transactionId", r."position", r."amountMinor",
      COALESCE(c."mergedIntoId", c."id"), r."note",
      ARRAY(SELECT g."id" FROM unnest(r."tagIds") WITH ORDINALITY AS x("id", "place")
        JOIN "Tag" g ON g."householdId" = ${householdId}::uuid AND g."id" = x."id"
        ORDER BY x."place"),
      r."ruleId"
    FROM jsonb_to_recordset(${toJsonParameter(parts)}::jsonb) AS r("id" uuid,
      "transactionId" uuid, "position" int, "amountMinor" bigint, "categoryId" uuid, "note" text,
      "tagIds" uuid[], "ruleId" uuid)
    LEFT JOIN "Category" c ON c."householdId" = ${householdId}::uuid AND c."id" = r."categoryId"`;
}
