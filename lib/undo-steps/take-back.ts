import 'server-only';
import type { z } from 'zod';
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
import { type GoalBefore, goalBefore, undoGoalChange } from '#lib/goals/change-goal';
import { matchBefore, undoAnswer } from '#lib/matches/undo-answer';
import type { Viewer } from '#lib/privacy/viewer';
import { ratesBefore, undoRateChange } from '#lib/rates/change-rates';
import { rateImportBefore, undoRateImport } from '#lib/rates/import-rates';
import { baseBefore, undoBase } from '#lib/rates/set-base';
import { streamsBefore, undoStreams } from '#lib/recurring/change-streams';
import { ruleBefore, undoDeletion } from '#lib/rules/delete-rule';
import {
  type SettlementBefore,
  settlementBefore,
  undoSettlement,
} from '#lib/settlements/write-settlement';
import { splitBefore, undoSplit } from '#lib/splits/set-split';
import { tagsBefore, undoTagChange } from '#lib/tags/change-tags';
import { tagBefore, undoTakingAway } from '#lib/tags/take-tag-away';
import { changeBefore, undoChange } from '#lib/transactions/change-transactions';
import { transfersBefore, undoTransfers } from '#lib/transfers/change-transfers';
import type { StepKind } from './keep-step.ts';
import { type About, onlyStillSeen, requireStillSeen } from './still-seen.ts';

const timeoutMs = 60_000;

type Undo = (tx: Tx, viewer: Viewer, before: unknown, at: Date) => Promise<void>;

const undoOf: Record<StepKind, Undo> = {
  base_currency: ofHousehold(baseBefore, undoBase),
  budget_change: ofHousehold(budgetBefore, undoBudgetChange),
  budget_settings: ofHousehold(budgetSettingsBefore, undoSettings),
  category_merge: ofHousehold(mergeBefore, undoMerge),
  entry_change: asking(entryBefore, ({ id }) => ({ transactionIds: [id] }), undoEntryChange),
  goal_change: asking(goalBefore, aboutGoal, undoGoalChange),
  match_answer: asking(
    matchBefore,
    ({ pendingId, postedId }) => ({ transactionIds: [pendingId, postedId] }),
    undoAnswer,
  ),
  rate_change: ofHousehold(ratesBefore, undoRateChange),
  rate_import: ofHousehold(rateImportBefore, undoRateImport),
  rule_removal: ofHousehold(ruleBefore, undoDeletion),
  split_change: asking(
    splitBefore,
    ({ transactionId }) => ({ transactionIds: [transactionId] }),
    undoSplit,
  ),
  settlement_change: asking(settlementBefore, aboutSettlement, undoSettlement),
  stream_change: async (tx, viewer, before) => {
    const step = streamsBefore.parse(before);
    // One that is seen in part is decided about as a whole, see `decideStreams`.
    for (const { before: stream } of step.streams) {
      await onlyStillSeen(
        tx,
        viewer,
        stream.transactionIds.map((id) => [id]),
      );
    }
    await undoStreams(tx, viewer.householdId, step);
  },
  tag_change: async (tx, viewer, before) => {
    const step = tagsBefore.parse(before);
    const rows = await onlyStillSeen(tx, viewer, step.rows);
    await undoTagChange(tx, viewer.householdId, { ...step, rows });
  },
  tag_removal: ofHousehold(tagBefore, undoTakingAway),
  transaction_change: async (tx, viewer, before) => {
    const step = changeBefore.parse(before);
    const rows = await onlyStillSeen(tx, viewer, step.rows);
    await undoChange(tx, viewer.householdId, { ...step, rows });
  },
  transfer_change: asking(
    transfersBefore,
    ({ endIds, bar }) => ({ transactionIds: endIds, accountIds: bar?.accountIds }),
    undoTransfers,
  ),
};

type Undoing<Before> = (tx: Tx, householdId: string, before: Before, at: Date) => Promise<void>;

/** Of what is the household's, whoever sees which of its accounts. */
function ofHousehold<Before>(schema: z.ZodType<Before>, undo: Undoing<Before>): Undo {
  return (tx, { householdId }, before, at) => undo(tx, householdId, schema.parse(before), at);
}

/** Of what the member must still see, all of it. */
function asking<Before>(
  schema: z.ZodType<Before>,
  toAbout: (before: Before) => About,
  undo: Undoing<Before>,
): Undo {
  return async (tx, viewer, before, at) => {
    const step = schema.parse(before);
    await requireStillSeen(tx, viewer, toAbout(step));
    await undo(tx, viewer.householdId, step, at);
  };
}

function aboutGoal({ before, after }: GoalBefore): About {
  const accountIds = [before, after].flatMap((goal) => [
    ...(goal?.accountIds ?? []),
    ...(goal?.contributions.flatMap(({ accountId }) => accountId ?? []) ?? []),
  ]);
  return { transactionIds: [], accountIds };
}

function aboutSettlement({ links, claims }: SettlementBefore): About {
  const ends = links.flatMap(({ expenseId, creditId }) => [expenseId, creditId]);
  return { transactionIds: [...ends, ...claims.map(({ transactionId }) => transactionId)] };
}

/**
 * Takes back what the member did, once. Of many transactions those that they still see.
 *
 * @throws AppError not_found, also when it is kept from the member by now; then the step stays for its day
 */
export async function takeBack(viewer: Viewer, undoStepId: string): Promise<void> {
  const { householdId, memberId } = viewer;
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
      await undo(tx, viewer, step.before, step.createdAt);
    },
    { timeout: timeoutMs },
  );
}
