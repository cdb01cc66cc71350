import 'server-only';
import { z } from 'zod';
import { db, type Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { changedSplits, changeRuleSplits, restoreRuleSplits } from '#lib/rules/rule-splits';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { MergedCategoriesDto } from './contract.ts';
import { lockSorting } from './lock-sorting.ts';
import { requireCategory } from './mutations.ts';
import { getCategoryList } from './queries.ts';
import { remapRows } from './set-mapping.ts';

const timeoutMs = 60_000;

/** What a merge changed, for its undo. */
export const mergeBefore = z.object({
  fromId: z.uuid(),
  intoId: z.uuid(),
  /** Rows that a person put into `fromId`, and rules that put rows there. */
  transactionIds: z.array(z.uuid()),
  /** Rows that are there by a name in a file, not by one of Plaid's codes. */
  providedIds: z.array(z.uuid()),
  ruleIds: z.array(z.uuid()),
  /** Parts of transactions that are in it. */
  partIds: z.array(z.uuid()).default([]),
  /** What is paid again and again that a person put into it. */
  streamIds: z.array(z.uuid()).default([]),
  /** Rules that split into it. */
  splits: changedSplits,
  /** Categories of its own, and those that went into it before. */
  childIds: z.array(z.uuid()),
  mergedIds: z.array(z.uuid()),
  /** Codes that went to it, and whether a person had said so. */
  codes: z.array(z.object({ plaidCode: z.string(), changed: z.boolean() })),
});
export type MergeBefore = z.infer<typeof mergeBefore>;

/**
 * Puts a category into another: its rows, its rules, its categories and what the bank sorts there. The
 * category itself stays, unseen, so that an undo can bring it back.
 *
 * @throws AppError not_found or invalid_input
 */
export async function mergeCategory(
  { householdId, memberId }: Viewer,
  fromId: string,
  intoId: string,
): Promise<MergedCategoriesDto> {
  return db().$transaction(
    async (tx) => {
      await lockSorting(tx, householdId);
      await requireMergeable(tx, householdId, fromId, intoId);
      const before = await moveAll(tx, householdId, fromId, intoId);
      const step = { kind: 'category_merge', before } as const;
      const undoStepId = await keepStep(tx, { householdId, memberId }, step);
      await publish(tx, householdId, ['categories', 'rules', 'recurring', 'transactions']);
      return { ...(await getCategoryList(householdId, tx)), undoStepId };
    },
    { timeout: timeoutMs },
  );
}

async function requireMergeable(tx: Tx, householdId: string, fromId: string, intoId: string) {
  const from = await tx.category.findFirst({
    where: { householdId, id: fromId, mergedIntoId: null },
    select: { _count: { select: { children: { where: { mergedIntoId: null } } } } },
  });
  if (!from) throw new AppError('not_found', 'There is no such category.');
  await requireCategory(tx, householdId, intoId, 'intoId');
  const into = await tx.category.findFirst({
    where: { householdId, id: intoId },
    select: { parentId: true },
  });
  const refusal =
    fromId === intoId
      ? 'A category cannot go into itself.'
      : from._count.children > 0 && into?.parentId
        ? 'A group that has categories can only go into another group.'
        : null;
  if (refusal === null) return;
  throw new AppError('invalid_input', `${refusal} Nothing was changed.`, {
    fields: { intoId: refusal },
  });
}

async function moveAll(
  tx: Tx,
  householdId: string,
  fromId: string,
  intoId: string,
): Promise<MergeBefore> {
  const codes = await moveCodes(tx, householdId, fromId, intoId);
  const provided = await tx.transaction.updateManyAndReturn({
    where: { householdId, providerCategoryId: fromId },
    data: { providerCategoryId: intoId },
    select: { id: true },
  });
  const rows = await tx.transaction.updateManyAndReturn({
    where: { householdId, personCategoryId: fromId },
    data: { personCategoryId: intoId },
    select: { id: true },
  });
  await tx.transaction.updateMany({
    where: { householdId, ruleCategoryId: fromId },
    data: { ruleCategoryId: intoId },
  });
  const rules = await tx.rule.updateManyAndReturn({
    where: { householdId, categoryId: fromId },
    data: { categoryId: intoId },
    select: { id: true },
  });
  const parts = await tx.splitPart.updateManyAndReturn({
    where: { householdId, categoryId: fromId },
    data: { categoryId: intoId },
    select: { id: true },
  });
  const streams = await tx.stream.updateManyAndReturn({
    where: { householdId, personCategoryId: fromId },
    data: { personCategoryId: intoId },
    select: { id: true },
  });
  const splits = await changeRuleSplits(tx, householdId, (part) => ({
    ...part,
    categoryId: part.categoryId === fromId ? intoId : part.categoryId,
  }));
  const children = await setParent(tx, householdId, { parentId: fromId }, intoId);
  const merged = await tx.category.updateManyAndReturn({
    where: { householdId, mergedIntoId: fromId },
    data: { mergedIntoId: intoId },
    select: { id: true },
  });
  await tx.category.updateMany({
    where: { householdId, id: fromId },
    data: { mergedIntoId: intoId },
  });
  const ids = (found: { id: string }[]) => found.map(({ id }) => id);
  return {
    fromId,
    intoId,
    transactionIds: ids(rows),
    providedIds: ids(provided),
    ruleIds: ids(rules),
    partIds: ids(parts),
    streamIds: ids(streams),
    splits,
    childIds: ids(children),
    mergedIds: ids(merged),
    codes,
  };
}

/** Of its group's kind, as every category is. */
async function setParent(
  tx: Tx,
  householdId: string,
  where: Pick<Prisma.CategoryWhereInput, 'parentId' | 'id'>,
  parentId: string,
): Promise<{ id: string }[]> {
  const group = await tx.category.findUniqueOrThrow({
    where: { householdId_id: { householdId, id: parentId } },
    select: { kind: true },
  });
  return tx.category.updateManyAndReturn({
    where: { householdId, ...where },
    data: { parentId, kind: group.kind },
    select: { id: true },
  });
}

async function moveCodes(tx: Tx, householdId: string, fromId: string, intoId: string) {
  const chosen = await tx.categoryMapping.updateManyAndReturn({
    where: { householdId, categoryId: fromId },
    data: { categoryId: intoId },
    select: { plaidCode: true },
  });
  const made = await tx.$queryRaw<{ plaidCode: string }[]>`
    INSERT INTO "CategoryMapping" ("householdId", "plaidCode", "categoryId")
    SELECT "householdId", "plaidCode", ${intoId}::uuid FROM "Category"
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${fromId}::uuid AND "plaidCode" IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING "plaidCode"`;
  const codes = [
    ...chosen.map(({ plaidCode }) => ({ plaidCode, changed: true })),
    ...made.map(({ plaidCode }) => ({ plaidCode, changed: false })),
  ];
  await remapRows(
    tx,
    householdId,
    codes.map(({ plaidCode }) => plaidCode),
  );
  return codes;
}

/** Brings a merged category back with all it had. What a person decided since stands. */
export async function undoMerge(
  tx: Tx,
  householdId: string,
  before: MergeBefore,
  mergedAt: Date,
): Promise<void> {
  const { fromId, intoId, transactionIds, providedIds, ruleIds, childIds, mergedIds, codes } =
    before;
  await lockSorting(tx, householdId);
  await tx.category.updateMany({
    where: { householdId, id: fromId, mergedIntoId: intoId },
    data: { mergedIntoId: null },
  });
  await setParent(tx, householdId, { id: { in: childIds }, parentId: intoId }, fromId);
  await tx.category.updateMany({
    where: { householdId, id: { in: mergedIds }, mergedIntoId: intoId },
    data: { mergedIntoId: fromId },
  });
  await tx.rule.updateMany({
    where: { householdId, id: { in: ruleIds }, categoryId: intoId },
    data: { categoryId: fromId },
  });
  await tx.$executeRaw`
    UPDATE "Transaction" SET "ruleCategoryId" = ${fromId}::uuid
    WHERE "householdId" = ${householdId}::uuid AND "ruleCategoryId" = ${intoId}::uuid
      AND "ruleCategoryRuleId" = ANY(${ruleIds}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "Transaction" SET "personCategoryId" = ${fromId}::uuid
    WHERE "householdId" = ${householdId}::uuid AND "id" = ANY(${transactionIds}::uuid[])
      AND "personCategoryId" = ${intoId}::uuid AND "personCategorySetAt" < ${mergedAt}`;
  await tx.$executeRaw`
    UPDATE "Transaction" SET "providerCategoryId" = ${fromId}::uuid
    WHERE "householdId" = ${householdId}::uuid AND "id" = ANY(${providedIds}::uuid[])
      AND "providerCategoryId" = ${intoId}::uuid`;
  await restoreRuleSplits(tx, householdId, before.splits);
  await tx.splitPart.updateMany({
    where: { householdId, id: { in: before.partIds }, categoryId: intoId, ruleId: null },
    data: { categoryId: fromId },
  });
  await tx.stream.updateMany({
    where: { householdId, id: { in: before.streamIds }, personCategoryId: intoId },
    data: { personCategoryId: fromId },
  });
  const mapped = { householdId, categoryId: intoId };
  await tx.categoryMapping.updateMany({
    where: { ...mapped, plaidCode: { in: codesOf(codes, true) } },
    data: { categoryId: fromId },
  });
  await tx.categoryMapping.deleteMany({
    where: { ...mapped, plaidCode: { in: codesOf(codes, false) } },
  });
  const all = codes.map(({ plaidCode }) => plaidCode);
  await remapRows(tx, householdId, all);
  await publish(tx, householdId, ['categories', 'rules', 'recurring', 'transactions']);
}

function codesOf(codes: MergeBefore['codes'], changed: boolean): string[] {
  return codes.filter((code) => code.changed === changed).map(({ plaidCode }) => plaidCode);
}
