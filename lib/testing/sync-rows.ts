import { expect } from 'vitest';
import { db, type Prisma } from '#lib/db/client';
import { getItem } from '#lib/items/queries';
import { toMinor } from '#lib/money/minor';
import { type LinkedItem, syncOnce } from './household.ts';
import { editTruth, readTruth } from './sandbox.ts';

type Row = {
  id: string;
  plaidTransactionId: string;
  amountMinor: bigint;
  currency: string;
  date: string;
  pending: boolean;
};

/** The rows of the Item's household that are not withdrawn. */
export function liveRows(item: LinkedItem): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT "id", "plaidTransactionId", "amountMinor", "currency", "date"::text AS "date", "pending"
    FROM "Transaction"
    WHERE "householdId" = ${item.householdId}::uuid AND "removedAt" IS NULL`;
}

/** I1: the same ids, amounts, dates, pending marks and currencies as Plaid has. */
export async function expectTruth(item: LinkedItem): Promise<void> {
  const describeRow = (id: string, minor: number, date: string, pending: boolean, code: string) =>
    `${id} ${minor} ${date} ${pending} ${code}`;
  const truth = (await readTruth(item.plaidItemId)).map((row) =>
    describeRow(
      row.transaction_id,
      -toMinor(row.amount, row.iso_currency_code ?? 'USD'),
      row.date,
      row.pending,
      row.iso_currency_code ?? '',
    ),
  );
  const rows = (await liveRows(item)).map((row) =>
    describeRow(
      row.plaidTransactionId,
      Number(row.amountMinor),
      row.date,
      row.pending,
      row.currency,
    ),
  );
  expect(rows.sort()).toEqual(truth.sort());
}

export async function findRow(item: LinkedItem, plaidTransactionId: string): Promise<Row> {
  const row = (await liveRows(item)).find((each) => each.plaidTransactionId === plaidTransactionId);
  if (!row) throw new Error(`No live row ${plaidTransactionId}.`);
  return row;
}

/** Has the bank book a row, and syncs it. `amount` has Plaid's sign. */
export async function book(
  item: LinkedItem,
  fields: Record<string, unknown>,
): Promise<{ id: string; plaidId: string }> {
  const { added } = await editTruth(item.plaidItemId, { add: [fields] });
  await syncOnce(item);
  const plaidId = added[0] ?? '';
  return { id: await readRowId(item, plaidId), plaidId };
}

/** Our id of a row of the bank, withdrawn ones included. */
export async function readRowId(item: LinkedItem, plaidTransactionId: string): Promise<string> {
  const { id } = await db().transaction.findFirstOrThrow({
    where: { householdId: item.householdId, plaidTransactionId },
    select: { id: true },
  });
  return id;
}

/** The name of the state that people see. */
export async function readState(item: LinkedItem): Promise<string> {
  return (await getItem(item, item.itemId)).state.name;
}

export async function setItem(
  item: LinkedItem,
  data: Prisma.ItemUpdateManyMutationInput,
): Promise<void> {
  await db().item.updateMany({ where: { id: item.itemId }, data });
}

export function readItem(item: LinkedItem) {
  return db().item.findUniqueOrThrow({
    where: { householdId_id: { householdId: item.householdId, id: item.itemId } },
  });
}
