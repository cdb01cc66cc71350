import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import type { SplitShare } from '#lib/splits/split-row';
import { type PartRow, writeParts } from '#lib/splits/write-parts';

type Judged = {
  /** With the rule that has split it so far, if any has. */
  row: { id: string; splitRuleId: string | null };
  verdict: { splitRuleId: string | null; parts: SplitShare[] };
};

type RulePartRow = PartRow & { ruleId: string };

/**
 * Makes the parts that rules say, where they are others than there are; returns of which rows. A row about
 * which a person decided is left alone. Rows that no rule splits or has split cost nothing.
 */
export async function settleParts(
  tx: Tx,
  householdId: string,
  verdicts: readonly Judged[],
): Promise<string[]> {
  const due = verdicts.filter(({ row, verdict }) => row.splitRuleId ?? verdict.splitRuleId);
  if (due.length === 0) return [];
  const ids = due.map(({ row }) => row.id);
  const found = Map.groupBy(
    await readRuleParts(tx, householdId, ids),
    (part) => part.transactionId,
  );
  const others = due
    .map(({ row, verdict }) => ({ id: row.id, parts: toRows(row.id, verdict) }))
    .filter(({ id, parts }) => describe(parts) !== describe(found.get(id) ?? []));
  const open = await lockUndecided(
    tx,
    householdId,
    others.map(({ id }) => id),
  );
  const changed = others.filter(({ id }) => open.has(id));
  if (changed.length === 0) return [];
  await tx.splitPart.deleteMany({
    where: { householdId, transactionId: { in: changed.map(({ id }) => id) } },
  });
  await writeParts(
    tx,
    householdId,
    changed.flatMap(({ parts }) => parts),
  );
  return changed.map(({ id }) => id);
}

/** Those of which no person said how they are split; nobody says so until this transaction ends. */
async function lockUndecided(tx: Tx, householdId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Transaction"
    WHERE "householdId" = ${householdId}::uuid AND "id" = ANY(${ids}::uuid[])
      AND "splitSetAt" IS NULL
    ORDER BY "id" FOR NO KEY UPDATE`;
  return new Set(rows.map(({ id }) => id));
}

async function readRuleParts(tx: Tx, householdId: string, ids: string[]): Promise<PartRow[]> {
  return tx.$queryRaw<PartRow[]>`
    SELECT "id", "transactionId", "position", "amountMinor"::text AS "amountMinor", "categoryId",
      "note", "tagIds", "ruleId"
    FROM "SplitPart"
    WHERE "householdId" = ${householdId}::uuid AND "transactionId" = ANY(${ids}::uuid[])
      AND "ruleId" IS NOT NULL
    ORDER BY "transactionId", "position"`;
}

function toRows(transactionId: string, { splitRuleId, parts }: Judged['verdict']): RulePartRow[] {
  if (splitRuleId === null) return [];
  return parts.map(({ amountMinor, categoryId, note, tagIds }, position) => ({
    id: newId(),
    transactionId,
    position,
    amountMinor: String(amountMinor),
    categoryId,
    note,
    tagIds,
    ruleId: splitRuleId,
  }));
}

/** All that makes parts what they are, but for their ids. */
function describe(parts: readonly PartRow[]): string {
  return JSON.stringify(
    parts.map(({ position, amountMinor, categoryId, note, tagIds, ruleId }) => [
      position,
      amountMinor,
      categoryId,
      note,
      tagIds,
      ruleId,
    ]),
  );
}
