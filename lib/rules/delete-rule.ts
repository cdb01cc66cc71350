import 'server-only';
import { z } from 'zod';
import { lockSorting } from '#lib/categories/lock-sorting';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { keepStep } from '#lib/undo-steps/keep-step';
import { applyRulesToAll } from './apply-rules.ts';
import { type DeletedRuleDto, type RuleEffect, ruleInput } from './contract.ts';
import { changeRules, setPlace, toColumns } from './mutations.ts';
import { listRules } from './queries.ts';

/** A rule that was deleted: also one that nobody could write any more, because what it named is gone. */
export const ruleBefore = z.object({
  ...ruleInput.shape,
  when: z.object({ ...ruleInput.shape.when.shape, accountIds: z.array(z.uuid()) }),
  effect: z.object(ruleInput.shape.effect.shape),
  id: z.uuid(),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  index: z.int(),
});
export type RuleBefore = z.infer<typeof ruleBefore>;

/** Deletes a rule, and with it all that it said. @throws AppError not_found */
export async function deleteRule(viewer: Viewer, ruleId: string): Promise<DeletedRuleDto> {
  const { householdId } = viewer;
  let undoStepId = '';
  const changed = await changeRules(viewer, async (tx) => {
    const { items } = await listRules(viewer, tx);
    const index = items.findIndex(({ id }) => id === ruleId);
    const rule = items[index];
    if (!rule) throw new AppError('not_found', 'There is no such rule.');
    const { createdAt, accountIds } = await tx.rule.delete({
      where: { householdId_id: { householdId, id: ruleId } },
      select: { createdAt: true, accountIds: true },
    });
    const { hasUnseenAccounts: _, when, ...rest } = rule;
    const before = {
      ...rest,
      when: { ...when, accountIds },
      index,
      createdAt: createdAt.toISOString(),
    };
    undoStepId = await keepStep(tx, viewer, { kind: 'rule_removal', before });
    return null;
  });
  return { ...changed, undoStepId };
}

/** Brings a rule back to its place, and with it all that it said. What it named and is gone stays away. */
export async function undoDeletion(
  tx: Tx,
  householdId: string,
  { id, name, when, effect, stop, history, enabled, createdAt, index }: RuleBefore,
): Promise<void> {
  await lockSorting(tx, householdId);
  const known = await keepKnown(tx, householdId, effect);
  await tx.rule.create({
    data: {
      householdId,
      id,
      name,
      stop,
      history,
      enabled,
      createdAt,
      position: index,
      ...when,
      ...toColumns(known),
    },
    select: { id: true },
  });
  await setPlace(tx, householdId, id, index);
  await applyRulesToAll(tx, householdId);
  await publish(tx, householdId, ['rules', 'transactions', 'tags']);
}

/** What it says as far as that is here: a category that went into another is that one, tags may be gone. */
async function keepKnown(tx: Tx, householdId: string, effect: RuleEffect): Promise<RuleEffect> {
  const tags = await tx.tag.findMany({ where: { householdId }, select: { id: true } });
  const categories = await tx.category.findMany({
    where: { householdId },
    select: { id: true, mergedIntoId: true },
  });
  const known = new Set(tags.map((tag) => tag.id));
  const now = new Map(categories.map((each) => [each.id, each.mergedIntoId ?? each.id]));
  const keep = <Sorting extends Pick<RuleEffect, 'categoryId' | 'tagIds'>>(each: Sorting) => ({
    ...each,
    categoryId: now.get(each.categoryId ?? '') ?? null,
    tagIds: each.tagIds.filter((tagId) => known.has(tagId)),
  });
  const { split } = effect;
  return { ...keep(effect), split: split && { ...split, parts: split.parts.map(keep) } };
}
