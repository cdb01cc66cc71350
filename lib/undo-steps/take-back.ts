import 'server-only';
import {
  budgetBefore,
  budgetSettingsBefore,
  undoBudgetChange,
  undoSettings,
} from '#lib/budgets/change-budget';
import { mergeBefore, undoMerge } from '#lib/categories/merge-category';
import { db, type Tx } from '#lib/db/client';
import { entryBefore } from '#lib/entries/entry-before';
import { undoEntryChange } from '#lib/entries/mutations';
import { AppError } from '#lib/errors';
import { goalBefore, undoGoalChange } from '#lib/goals/change-goal';
import { matchBefore, undoAnswer } from '#lib/matches/undo-answer';
import type { Viewer } from '#lib/privacy/viewer';
import { ratesBefore, undoRateChange } from '#lib/rates/change-rates';
import { rateImportBefore, undoRateImport } from '#lib/rates/import-rates';
import { baseBefore, undoBase } from '#lib/rates/set-base';
import { streamsBefore, undoStreams } from '#lib/recurring/change-streams';
import { ruleBefore, undoDeletion } from '#lib/rules/delete-rule';
import { settlementBefore, undoSettlement } from '#lib/settlements/write-settlement';
import { splitBefore, undoSplit } from '#lib/splits/set-split';
import { tagsBefore, undoTagChange } from '#lib/tags/change-tags';
import { tagBefore, undoTakingAway } from '#lib/tags/take-tag-away';
import { changeBefore, undoChange } from '#lib/transactions/change-transactions';
import { transfersBefore, undoTransfers } from '#lib/transfers/change-transfers';
import type { StepKind } from './keep-step.ts';

const timeoutMs = 60_000;

type Undo = (tx: Tx, householdId: string, before: unknown, at: Date) => Promise<void>;

const undoOf: Record<StepKind, Undo> = {
  base_currency: (tx, householdId, before) => undoBase(tx, householdId, baseBefore.parse(before)),
  budget_change: (tx, householdId, before) =>
    undoBudgetChange(tx, householdId, budgetBefore.parse(before)),
  budget_settings: (tx, householdId, before) =>
    undoSettings(tx, householdId, budgetSettingsBefore.parse(before)),
  category_merge: (tx, householdId, before, at) =>
    undoMerge(tx, householdId, mergeBefore.parse(before), at),
  entry_change: (tx, householdId, before) =>
    undoEntryChange(tx, householdId, entryBefore.parse(before)),
  goal_change: (tx, householdId, before) =>
    undoGoalChange(tx, householdId, goalBefore.parse(before)),
  rate_change: (tx, householdId, before) =>
    undoRateChange(tx, householdId, ratesBefore.parse(before)),
  rate_import: (tx, householdId, before) =>
    undoRateImport(tx, householdId, rateImportBefore.parse(before)),
  match_answer: (tx, householdId, before) => undoAnswer(tx, householdId, matchBefore.parse(before)),
  rule_removal: (tx, householdId, before) =>
    undoDeletion(tx, householdId, ruleBefore.parse(before)),
  split_change: (tx, householdId, before) => undoSplit(tx, householdId, splitBefore.parse(before)),
  settlement_change: (tx, householdId, before) =>
    undoSettlement(tx, householdId, settlementBefore.parse(before)),
  stream_change: (tx, householdId, before) =>
    undoStreams(tx, householdId, streamsBefore.parse(before)),
  tag_change: (tx, householdId, before) => undoTagChange(tx, householdId, tagsBefore.parse(before)),
  tag_removal: (tx, householdId, before) =>
    undoTakingAway(tx, householdId, tagBefore.parse(before)),
  transaction_change: (tx, householdId, before) =>
    undoChange(tx, householdId, changeBefore.parse(before)),
  transfer_change: (tx, householdId, before) =>
    undoTransfers(tx, householdId, transfersBefore.parse(before)),
};

/** Takes back what the member did, once. @throws AppError not_found */
export async function takeBack(
  { householdId, memberId }: Viewer,
  undoStepId: string,
): Promise<void> {
  await db().$transaction(
    async (tx) => {
      const where = { householdId, id: undoStepId, memberId };
      const step = await tx.undoStep.findFirst({
        where,
        select: { kind: true, before: true, createdAt: true },
      });
      const { count } = await tx.undoStep.deleteMany({ where });
      const undo = undoOf[step?.kind as StepKind];
      if (!step || count === 0 || !undo) {
        throw new AppError(
          'not_found',
          'This was taken back already, or it is longer than a day ago. Nothing was changed.',
        );
      }
      await undo(tx, householdId, step.before, step.createdAt);
    },
    { timeout: timeoutMs },
  );
}
