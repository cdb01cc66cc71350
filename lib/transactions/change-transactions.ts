import 'server-only';
import { z } from 'zod';
import { holdSorting } from '#lib/categories/lock-sorting';
import { requireCategory } from '#lib/categories/mutations';
import { standingCategory } from '#lib/categories/standing-category';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { requestTransfers } from '#lib/transfers/request-transfers';
import { insertStep } from '#lib/undo-steps/keep-step';
import {
  type BulkResultDto,
  type DecisionField,
  decisionFields,
  type TransactionPatch,
  type TransactionSelection,
} from './contract.ts';
import { decisionColumns, undecided } from './decision-columns.ts';
import { changeLimit } from './limits.ts';
import { refuseTooMany, selectionCondition } from './selection.ts';

const timeoutMs = 60_000;

/** How the changed decisions of rows were, and what marks the change left. */
export const changeBefore = z.object({
  /** Per field: the mark it has since; null where it was given back. */
  marks: z.partialRecord(z.enum(decisionFields), z.string().nullable()),
  /** Id, then value and mark of each of these fields, in the order of `decisionFields`. */
  rows: z.array(z.array(z.union([z.string(), z.boolean(), z.null()]))),
});
export type ChangeBefore = z.infer<typeof changeBefore>;

/**
 * Changes what the person decides about transactions, and marks each field as theirs: from then on no
 * sync, rule or enrichment changes it, also when they set it to empty. `revert` gives fields back. All
 * of them or none, and what they were is kept, in one statement however many there are.
 *
 * @throws AppError not_found when the viewer sees none of them; invalid_input when they are too many or
 *   the category is not of this household
 */
export async function changeTransactions(
  viewer: Viewer,
  of: TransactionSelection,
  patch: TransactionPatch,
): Promise<BulkResultDto> {
  const { householdId } = viewer;
  const now = new Date();
  return db().$transaction(
    async (tx) => {
      if (patch.categoryId) {
        // Else it could go into another before this is written.
        await holdSorting(tx, householdId);
        await requireCategory(tx, householdId, patch.categoryId);
      }
      const undoStepId = newId();
      const { transactionIds, itemIds } = await writeDecisions(tx, viewer, of, {
        patch,
        now,
        undoStepId,
      });
      const count = transactionIds.length;
      if (count === 0) throw new AppError('not_found', 'There is no such transaction.');
      if (count > changeLimit) refuseTooMany();
      await askForTransfers(tx, householdId, marksOf(patch, now), transactionIds);
      for (const itemId of itemIds) {
        await publish(tx, householdId, ['transactions'], {
          itemId,
          transactionIds,
          decidedAlone: true,
        });
      }
      return { count, undoStepId };
    },
    { timeout: timeoutMs },
  );
}

/** Whether a row is hidden or said to be a transfer decides what it may be paired with. */
async function askForTransfers(
  tx: Tx,
  householdId: string,
  marks: ChangeBefore['marks'],
  transactionIds: string[],
): Promise<void> {
  if (!('hidden' in marks) && !('transfer' in marks)) return;
  await requestTransfers(tx, householdId, transactionIds);
}

/**
 * Reads and locks the rows, writes what the patch says, and keeps how they were without taking that out of PostgreSQL
 * and back. They are looked for by themselves, in an array: what is read in one step with a lock cannot come from an
 * index alone, and joined with them PostgreSQL may read the whole table, all households', for the ten thousand it
 * finds. In an array again they are written, in the order of their key and not each looked up.
 */
async function writeDecisions(
  tx: Tx,
  viewer: Viewer,
  of: TransactionSelection,
  { patch, now, undoStepId }: { patch: TransactionPatch; now: Date; undoStepId: string },
): Promise<{ transactionIds: string[]; itemIds: (string | null)[] }> {
  const former = fieldsOf(patch).map((field) => {
    const { value, mark } = decisionColumns[field];
    return Prisma.sql`${column('t', value)}, ${column('t', mark)}`;
  });
  const step = insertStep(viewer, {
    id: undoStepId,
    kind: 'transaction_change',
    before: Prisma.sql`jsonb_build_object(
      'marks', ${JSON.stringify(marksOf(patch, now))}::jsonb, 'rows', jsonb_agg("before"))`,
    from: Prisma.sql`"picked"`,
  });
  const [found] = await tx.$queryRaw<
    { transactionIds: string[] | null; itemIds: (string | null)[] | null }[]
  >`
    WITH "picked" AS (
      SELECT t."id", t."itemId", jsonb_build_array(t."id", ${Prisma.join(former)}) AS "before"
      FROM "Transaction" t
      WHERE t."householdId" = ${viewer.householdId}::uuid AND t."id" = ANY(ARRAY(
        SELECT e."id" FROM "EffectiveTransaction" e WHERE ${selectionCondition(viewer, of)}
        LIMIT ${changeLimit + 1}))
      ORDER BY t."id" LIMIT ${changeLimit + 1} FOR UPDATE OF t
    ), "changed" AS (
      UPDATE "Transaction" t SET ${assignments(patch, now)}
      WHERE t."householdId" = ${viewer.householdId}::uuid
        AND t."id" = ANY(ARRAY(SELECT "id" FROM "picked"))
    ), "kept" AS (${step})
    SELECT array_agg("id") AS "transactionIds", array_agg(DISTINCT "itemId") AS "itemIds"
    FROM "picked"`;
  return { transactionIds: found?.transactionIds ?? [], itemIds: found?.itemIds ?? [] };
}

/** The fields a patch sets or gives back, in one order. */
function fieldsOf(patch: TransactionPatch): DecisionField[] {
  return decisionFields.filter(
    (field) => patch[field] !== undefined || patch.revert?.includes(field),
  );
}

function marksOf(patch: TransactionPatch, now: Date): ChangeBefore['marks'] {
  return Object.fromEntries(
    fieldsOf(patch).map((field) => [
      field,
      patch.revert?.includes(field) ? null : now.toISOString(),
    ]),
  );
}

function assignments(patch: TransactionPatch, now: Date): Prisma.Sql {
  return Prisma.join(
    fieldsOf(patch).map((field) => {
      const { value, mark, type } = decisionColumns[field];
      const isBack = patch.revert?.includes(field);
      // An empty text is kept as null; whether it was decided, the mark says.
      const written = isBack
        ? undecided(decisionColumns[field])
        : patch[field] === ''
          ? null
          : patch[field];
      return Prisma.sql`${column(null, value)} = ${written}::${Prisma.raw(type)},
        ${column(null, mark)} = ${isBack ? null : now}::timestamptz`;
    }),
  );
}

/**
 * Gives the rows the decisions back that they had, each only where it is still the one that the change
 * left: what somebody decided since stays.
 */
export async function undoChange(tx: Tx, householdId: string, before: ChangeBefore): Promise<void> {
  if ('categoryId' in before.marks) await holdSorting(tx, householdId);
  // In their own order: PostgreSQL keeps none for the names in JSON.
  const fields = decisionFields
    .filter((field) => field in before.marks)
    .map((field, index) => {
      const { value, mark, type } = decisionColumns[field];
      const isLeft = Prisma.sql`${column('t', mark)} IS NOT DISTINCT FROM
        ${before.marks[field] ?? null}::timestamptz`;
      const former = (at: number, as: string) =>
        Prisma.sql`(b."row"->>${1 + index * 2 + at}::int)::${Prisma.raw(as)}`;
      const formerValue =
        field === 'categoryId'
          ? standingCategory(Prisma.sql`t."householdId"`, former(0, type))
          : former(0, type);
      const set = Prisma.sql`
        ${column(null, value)} = CASE WHEN ${isLeft} THEN ${formerValue} ELSE ${column('t', value)} END,
        ${column(null, mark)} = CASE WHEN ${isLeft} THEN ${former(1, 'timestamptz')} ELSE ${column('t', mark)} END`;
      return { isLeft, set };
    });
  // One statement for all fields: each would write the rows anew.
  await tx.$executeRaw`
    UPDATE "Transaction" t SET ${Prisma.join(fields.map(({ set }) => set))}
    FROM jsonb_array_elements(${JSON.stringify(before.rows)}::jsonb) AS b("row")
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = (b."row"->>0)::uuid
      AND (${Prisma.join(
        fields.map(({ isLeft }) => isLeft),
        ' OR ',
      )})`;
  // Each row of a change begins with its id.
  const transactionIds = before.rows.map(([id]) => String(id));
  await askForTransfers(tx, householdId, before.marks, transactionIds);
  await publish(tx, householdId, ['transactions'], { transactionIds, decidedAlone: true });
}

function column(alias: 't' | null, name: string): Prisma.Sql {
  return Prisma.raw(alias ? `${alias}."${name}"` : `"${name}"`);
}
