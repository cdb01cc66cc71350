import 'server-only';
import type { BudgetBefore, BudgetSettingsBefore } from '#lib/budgets/change-budget';
import type { MergeBefore } from '#lib/categories/merge-category';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import type { EntryBefore } from '#lib/entries/entry-before';
import type { GoalBefore } from '#lib/goals/change-goal';
import type { MatchBefore } from '#lib/matches/undo-answer';
import type { Viewer } from '#lib/privacy/viewer';
import type { RatesBefore } from '#lib/rates/change-rates';
import type { RateImportBefore } from '#lib/rates/import-rates';
import type { BaseBefore } from '#lib/rates/set-base';
import type { StreamsBefore } from '#lib/recurring/change-streams';
import type { RuleBefore } from '#lib/rules/delete-rule';
import type { SettlementBefore } from '#lib/settlements/write-settlement';
import type { SplitBefore } from '#lib/splits/set-split';
import type { TagsBefore } from '#lib/tags/change-tags';
import type { TagBefore } from '#lib/tags/take-tag-away';
import type { ChangeBefore } from '#lib/transactions/change-transactions';
import type { TransfersBefore } from '#lib/transfers/change-transfers';

/** What can be taken back, and what it is taken back from. */
type Step =
  | { kind: 'base_currency'; before: BaseBefore }
  | { kind: 'budget_change'; before: BudgetBefore }
  | { kind: 'budget_settings'; before: BudgetSettingsBefore }
  | { kind: 'category_merge'; before: MergeBefore }
  | { kind: 'entry_change'; before: EntryBefore }
  | { kind: 'match_answer'; before: MatchBefore }
  | { kind: 'tag_change'; before: TagsBefore }
  | { kind: 'tag_removal'; before: TagBefore }
  | { kind: 'goal_change'; before: GoalBefore }
  | { kind: 'rate_change'; before: RatesBefore }
  | { kind: 'rate_import'; before: RateImportBefore }
  | { kind: 'rule_removal'; before: RuleBefore }
  | { kind: 'split_change'; before: SplitBefore }
  | { kind: 'settlement_change'; before: SettlementBefore }
  | { kind: 'stream_change'; before: StreamsBefore }
  | { kind: 'transaction_change'; before: ChangeBefore }
  | { kind: 'transfer_change'; before: TransfersBefore };

export type StepKind = Step['kind'];

const keptHours = 24;

/** Remembers how rows were before a member changed them; returns by what it is taken back. */
export async function keepStep(
  tx: Tx,
  { householdId, memberId }: Viewer,
  { kind, before }: Step,
): Promise<string> {
  const id = newId();
  await tx.undoStep.create({
    data: { householdId, id, memberId, kind, before: before as Prisma.InputJsonObject },
    select: { id: true },
  });
  return id;
}

/**
 * SQL: the same within a statement that reads how rows were, of which there may be ten thousands: an INSERT that keeps
 * them where they are read. Nothing where there are no rows.
 *
 * @param before  SQL: a sum of the rows of `from`, as jsonb in the shape that the kind is taken back from
 */
export function insertStep(
  { householdId, memberId }: Viewer,
  { id, kind, before, from }: { id: string; kind: StepKind; before: Prisma.Sql; from: Prisma.Sql },
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "UndoStep" ("householdId", "id", "memberId", "kind", "before")
    SELECT ${householdId}::uuid, ${id}::uuid, ${memberId}::uuid, ${kind}, ${before}
    FROM ${from} HAVING count(*) > 0`;
}

/** Deletes what is too old to be taken back; returns how many. */
export async function deleteOldSteps(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "UndoStep" WHERE "createdAt" < now() - make_interval(hours => ${keptHours})`;
}
