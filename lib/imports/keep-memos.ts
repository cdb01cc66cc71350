import 'server-only';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { applyRulesTo } from '#lib/rules/apply-rules';
import type { Duplicate } from './find-duplicates.ts';
import type { Made } from './remove-made.ts';

type Place = { householdId: string; accountId: string };

/**
 * Gives what a file says beside the names of rows that are not brought in to the rows that are here in their
 * place, where those have nothing of the like: no bank says it, so that it would be seen nowhere. To be called by
 * whoever holds the lock on sorting.
 *
 * @returns what was given, for `forgetMemos`
 */
export async function keepMemos(
  tx: Tx,
  { householdId, accountId }: Place,
  skipped: readonly Duplicate[],
): Promise<Made['memos']> {
  const said = skipped.flatMap(({ row: { memo }, of }) =>
    memo === null ? [] : [{ id: of.id, rowId: of.rowId, memo }],
  );
  if (said.length === 0) return [];
  // What answers for a row may stand in another account, which is not this import's to write to.
  const kept = await tx.$queryRaw<Made['memos']>`
    UPDATE "Transaction" t SET "memo" = m."memo"
    FROM (
      SELECT DISTINCT ON (k."id") k."id", s."memo"
      FROM jsonb_to_recordset(${toJsonParameter(said)}::jsonb)
        AS s("id" uuid, "rowId" uuid, "memo" text)
      CROSS JOIN LATERAL (SELECT w."id" FROM "Transaction" w
        WHERE w."householdId" = ${householdId}::uuid AND w."id" IN (s."id", s."rowId")
          AND w."accountId" = ${accountId}::uuid
        ORDER BY w."id" = s."id" DESC LIMIT 1) k
      ORDER BY k."id") m
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = m."id" AND t."memo" IS NULL
    RETURNING t."id", t."memo"`;
  await applyRules(tx, householdId, kept);
  return kept;
}

/** Takes them back, where they are what was given still. */
export async function forgetMemos(
  tx: Tx,
  householdId: string,
  memos: Made['memos'],
): Promise<void> {
  if (memos.length === 0) return;
  const taken = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Transaction" t SET "memo" = NULL
    FROM jsonb_to_recordset(${toJsonParameter(memos)}::jsonb) AS m("id" uuid, "memo" text)
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = m."id" AND t."memo" = m."memo"
    RETURNING t."id"`;
  await applyRules(tx, householdId, taken);
}

/** Rules go by it. */
async function applyRules(tx: Tx, householdId: string, rows: readonly { id: string }[]) {
  if (rows.length === 0) return;
  await applyRulesTo(
    tx,
    householdId,
    rows.map(({ id }) => id),
  );
}
