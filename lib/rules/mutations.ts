import 'server-only';
import { lockSorting } from '#lib/categories/lock-sorting';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import { applyRulesToAll } from './apply-rules.ts';
import {
  type ChangedRulesDto,
  type RuleEffect,
  type RuleInput,
  type RulePatch,
  ruleLimit,
} from './contract.ts';
import { listRules } from './queries.ts';
import { keepUnseen, requireKnown, requireRule } from './require-known.ts';

/** A hundred thousand rows are judged and written in some seconds. */
const timeoutMs = 120_000;

/** A new rule, asked before all others. @throws AppError invalid_input */
export function createRule(viewer: Viewer, input: RuleInput): Promise<ChangedRulesDto> {
  const { householdId } = viewer;
  const { name, when, effect, stop, history } = input;
  return changeRules(viewer, async (tx) => {
    const count = await tx.rule.count({ where: { householdId } });
    if (count >= ruleLimit) {
      throw new AppError(
        'invalid_input',
        `There is room for ${ruleLimit} rules. Nothing was changed.`,
      );
    }
    await requireKnown(tx, viewer, { when, effect });
    const id = newId();
    const data = {
      householdId,
      id,
      name,
      stop,
      history,
      position: 0,
      ...when,
      ...toColumns(effect),
    };
    await tx.rule.create({ data, select: { id: true } });
    await setPlace(tx, householdId, id, 0);
    return id;
  });
}

/** @throws AppError not_found or invalid_input */
export function updateRule(
  viewer: Viewer,
  ruleId: string,
  { when, effect, index, ...patch }: RulePatch,
): Promise<ChangedRulesDto> {
  const { householdId } = viewer;
  return changeRules(viewer, async (tx) => {
    const rule = await requireRule(tx, householdId, ruleId);
    await requireKnown(tx, viewer, { when, effect });
    const accountIds = when && (await keepUnseen(tx, viewer, when, rule.accountIds));
    await tx.rule.updateMany({
      where: { householdId, id: ruleId },
      data: { ...patch, ...when, ...(effect && toColumns(effect)), accountIds },
    });
    if (index !== undefined) await setPlace(tx, householdId, ruleId, index);
    return ruleId;
  });
}

/** Prisma has its own word for a null in a column of JSON. */
export function toColumns({ split, ...effect }: RuleEffect) {
  return { ...effect, split: split ?? Prisma.DbNull };
}

/**
 * What rules say follows from them alone: whichever changes, all rows are settled anew with it. Counted
 * are those that the viewer sees: a rule that asks about an amount would tell them of the others.
 */
export async function changeRules(
  viewer: Viewer,
  work: (tx: Tx) => Promise<string | null>,
): Promise<ChangedRulesDto> {
  const { householdId } = viewer;
  return db().$transaction(
    async (tx) => {
      await lockSorting(tx, householdId);
      const ruleId = await work(tx);
      const settled = await applyRulesToAll(tx, householdId);
      const seen = await listOpenAccounts(viewer, tx);
      const changed = seen.reduce((sum, accountId) => sum + (settled.get(accountId) ?? 0), 0);
      await publish(tx, householdId, ['rules', 'transactions', 'tags']);
      return { ...(await listRules(viewer, tx)), ruleId, changed };
    },
    { timeout: timeoutMs },
  );
}

export async function setPlace(tx: Tx, householdId: string, ruleId: string, index: number) {
  const rules = await tx.rule.findMany({
    where: { householdId },
    select: { id: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const others = rules.map(({ id }) => id).filter((id) => id !== ruleId);
  await tx.$executeRaw`
    UPDATE "Rule" r SET "position" = o."place" - 1
    FROM unnest(${others.toSpliced(index, 0, ruleId)}::uuid[]) WITH ORDINALITY AS o("id", "place")
    WHERE r."householdId" = ${householdId}::uuid AND r."id" = o."id"`;
}
