import 'server-only';
import { z } from 'zod';
import { holdSorting } from '#lib/categories/lock-sorting';
import { requireCategory } from '#lib/categories/mutations';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { unnamedCurrency } from '#lib/money/currency';
import { toDecimal } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { applyRulesTo } from '#lib/rules/apply-rules';
import { requireTags } from '#lib/tags/mutations';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { ChangedSplitDto, PartInput, SplitInput } from './contract.ts';
import { getSplit } from './queries.ts';
import { writeParts } from './write-parts.ts';

/** How a person had split a transaction, and what mark the change left. */
export const splitBefore = z.object({
  transactionId: z.uuid(),
  /** Null where the split was given back. */
  mark: z.iso.datetime().nullable(),
  setAt: z.iso.datetime().nullable(),
  parts: z.array(
    z.object({
      id: z.uuid(),
      position: z.int(),
      amountMinor: z.string(),
      categoryId: z.uuid().nullable(),
      note: z.string().nullable(),
      tagIds: z.array(z.uuid()),
    }),
  ),
});
export type SplitBefore = z.infer<typeof splitBefore>;

/**
 * Splits a transaction as a person says, or makes it whole; from then on no rule splits it and no sync
 * touches its parts.
 *
 * @throws AppError not_found; invalid_input when the parts do not come to its amount, or name a category
 *   or tag that is not of this household
 */
export function setSplit(
  viewer: Viewer,
  transactionId: string,
  { parts }: SplitInput,
): Promise<ChangedSplitDto> {
  return decide(viewer, transactionId, parts, new Date());
}

/** Leaves it to the rules again whether it is split. @throws AppError not_found */
export function giveSplitBack(viewer: Viewer, transactionId: string): Promise<ChangedSplitDto> {
  return decide(viewer, transactionId, [], null);
}

async function decide(
  viewer: Viewer,
  transactionId: string,
  parts: PartInput[],
  mark: Date | null,
): Promise<ChangedSplitDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    await holdSorting(tx, householdId);
    const row = await lockRow(tx, viewer, transactionId);
    requireSum(row, parts);
    await requireSorting(tx, householdId, parts);
    const before = {
      transactionId,
      mark: mark?.toISOString() ?? null,
      setAt: row.splitSetAt?.toISOString() ?? null,
      parts: await readOwnParts(tx, householdId, transactionId),
    };
    await replaceParts(tx, householdId, transactionId, mark, parts.map(toRow));
    const undoStepId = await keepStep(tx, viewer, { kind: 'split_change', before });
    const about = { itemId: row.itemId, transactionIds: [transactionId] };
    await publish(tx, householdId, ['transactions', 'tags'], about);
    return { ...(await getSplit(viewer, transactionId, tx)), undoStepId };
  });
}

/** Splits it as it was, unless somebody decided about it since. */
export async function undoSplit(
  tx: Tx,
  householdId: string,
  { transactionId, mark, setAt, parts }: SplitBefore,
): Promise<void> {
  await holdSorting(tx, householdId);
  const splitSetAt = mark === null ? null : new Date(mark);
  const [row] = await tx.transaction.updateManyAndReturn({
    where: { householdId, id: transactionId, splitSetAt },
    data: { splitSetAt: setAt },
    select: { itemId: true },
  });
  if (!row) return;
  await replaceParts(
    tx,
    householdId,
    transactionId,
    setAt === null ? null : new Date(setAt),
    parts,
  );
  const about = { itemId: row.itemId, transactionIds: [transactionId] };
  await publish(tx, householdId, ['transactions', 'tags'], about);
}

type LockedRow = {
  amountMinor: bigint;
  currency: string | null;
  splitSetAt: Date | null;
  itemId: string | null;
};

async function lockRow(tx: Tx, viewer: Viewer, transactionId: string): Promise<LockedRow> {
  const [row] = await tx.$queryRaw<LockedRow[]>`
    SELECT t."amountMinor", t."currency", t."splitSetAt", t."itemId"
    FROM "Transaction" t
    JOIN "EffectiveTransaction" e ON e."householdId" = t."householdId" AND e."id" = t."id"
    WHERE t."householdId" = ${viewer.householdId}::uuid AND t."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
    FOR NO KEY UPDATE OF t`;
  if (!row) throw new AppError('not_found', 'There is no such transaction.');
  return row;
}

function requireSum({ amountMinor, currency }: LockedRow, parts: PartInput[]): void {
  if (parts.length === 0) return;
  const sum = parts.reduce((all, { minor }) => all + BigInt(minor), 0n);
  if (sum === amountMinor) return;
  const code = currency ?? unnamedCurrency;
  const write = (minor: bigint) => toDecimal(minor, code);
  const message = `The parts come to ${write(sum)}, and the transaction to ${write(amountMinor)} ${code}. Nothing was changed.`;
  throw new AppError('invalid_input', message, {
    fields: { parts: 'They must come to the amount.' },
  });
}

async function requireSorting(tx: Tx, householdId: string, parts: PartInput[]): Promise<void> {
  const named = new Set(parts.flatMap(({ categoryId }) => categoryId ?? []));
  for (const categoryId of named) await requireCategory(tx, householdId, categoryId);
  await requireTags(tx, householdId, [...new Set(parts.flatMap(({ tagIds }) => tagIds))]);
}

type OwnPart = SplitBefore['parts'][number];

function toRow({ minor, ...rest }: PartInput, position: number): OwnPart {
  return { id: newId(), position, amountMinor: String(minor), ...rest };
}

async function readOwnParts(
  tx: Tx,
  householdId: string,
  transactionId: string,
): Promise<OwnPart[]> {
  const rows = await tx.splitPart.findMany({
    where: { householdId, transactionId, ruleId: null },
    select: {
      id: true,
      position: true,
      amountMinor: true,
      categoryId: true,
      note: true,
      tagIds: true,
    },
    orderBy: { position: 'asc' },
  });
  return rows.map(({ amountMinor, ...rest }) => ({ ...rest, amountMinor: String(amountMinor) }));
}

/** Where the person decides nothing any more, the rules do. */
async function replaceParts(
  tx: Tx,
  householdId: string,
  transactionId: string,
  splitSetAt: Date | null,
  parts: OwnPart[],
): Promise<void> {
  await tx.splitPart.deleteMany({ where: { householdId, transactionId } });
  const rows = parts.map((each) => ({ ...each, transactionId, ruleId: null }));
  await writeParts(tx, householdId, rows);
  await tx.transaction.updateMany({
    where: { householdId, id: transactionId },
    data: { splitSetAt },
  });
  if (splitSetAt === null) await applyRulesTo(tx, householdId, [transactionId]);
}
