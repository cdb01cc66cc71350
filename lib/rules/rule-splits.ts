import 'server-only';
import { z } from 'zod';
import { Prisma, type Tx } from '#lib/db/client';
import { type RulePart, type RuleSplit, ruleSplit } from '#lib/splits/contract';
import { applyRulesToAll } from './apply-rules.ts';

/** How rules split before and after what they name was changed. */
export const changedSplits = z
  .array(z.object({ id: z.uuid(), before: ruleSplit, after: ruleSplit }))
  .default([]);
type ChangedSplits = z.infer<typeof changedSplits>;

/** The parts of rules that split, changed where what they name went elsewhere; returns what it changed. */
export async function changeRuleSplits(
  tx: Tx,
  householdId: string,
  change: (part: RulePart) => RulePart,
): Promise<ChangedSplits> {
  const rules = await tx.rule.findMany({
    where: { householdId, split: { not: Prisma.DbNull } },
    select: { id: true, split: true },
  });
  const changed = rules
    .map(({ id, split }) => {
      const before = ruleSplit.parse(split);
      return { id, before, after: { ...before, parts: before.parts.map(change) } };
    })
    .filter(({ before, after }) => !isSame(before, after));
  for (const { id, after } of changed) {
    await tx.rule.updateMany({ where: { householdId, id }, data: { split: after } });
  }
  return changed;
}

/** Gives them back where nobody changed them since, and all rows the parts that follow from them. */
export async function restoreRuleSplits(
  tx: Tx,
  householdId: string,
  changed: ChangedSplits,
): Promise<void> {
  let restored = 0;
  for (const { id, before, after } of changed) {
    const { count } = await tx.rule.updateMany({
      where: { householdId, id, split: { equals: after } },
      data: { split: before },
    });
    restored += count;
  }
  if (restored > 0) await applyRulesToAll(tx, householdId);
}

function isSame(a: RuleSplit, b: RuleSplit): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
