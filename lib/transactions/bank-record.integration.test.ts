import { beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import {
  createLinkedHousehold,
  type LinkedItem,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { editTruth } from '#lib/testing/sandbox';
import { liveRows } from '#lib/testing/sync-rows';
import { putRecordsBeside } from './bank-record.ts';
import { getTransaction } from './queries.ts';

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold());
});

const countRecords = () =>
  db().transactionSource.count({ where: { householdId: owner.householdId } });

/** As an older version left a row: with a number of its own, so that it is known again. */
async function writeInto(id: string, checkNumber: string): Promise<void> {
  await db().$executeRaw`
    UPDATE "Transaction" SET "plaid" = ${JSON.stringify({ check_number: checkNumber })}::json
    WHERE "householdId" = ${owner.householdId}::uuid AND "id" = ${id}::uuid`;
}

async function firstRow() {
  const [row] = await liveRows(item);
  if (!row) throw new Error('No row.');
  return row;
}

it('stands beside each row that a sync brings, and in none', async () => {
  const rows = await liveRows(item);
  expect(rows.length).toBeGreaterThan(0);
  expect(await countRecords()).toBe(rows.length);
  expect(await putRecordsBeside()).toBe(0);
});

it('is read from the row where something wrote it there, and put beside it', async () => {
  const { id } = await firstRow();
  await writeInto(id, '101');
  expect((await getTransaction(owner, id)).checkNumber).toBe('101');
  expect(await putRecordsBeside()).toBe(1);
  expect((await getTransaction(owner, id)).checkNumber).toBe('101');
  const row = await db().transaction.findFirstOrThrow({ where: { id }, select: { plaid: true } });
  expect(row.plaid).toBeNull();
});

it('follows what the bank changes, also where nothing of it has a column', async () => {
  const { id, plaidTransactionId } = await firstRow();
  await writeInto(id, '101');
  await editTruth(item.plaidItemId, {
    modify: [{ transaction_id: plaidTransactionId, check_number: '202' }],
  });
  await syncOnce(item);
  expect((await getTransaction(owner, id)).checkNumber).toBe('202');
  expect(await putRecordsBeside()).toBe(0);
});

it('goes with its row, and no other', async () => {
  const { id } = await firstRow();
  const before = await countRecords();
  const other = await createLinkedHousehold();
  await db().transaction.deleteMany({ where: { householdId: owner.householdId, id } });
  expect(await countRecords()).toBe(before - 1);
  await db().household.delete({ where: { id: owner.householdId } });
  expect(await countRecords()).toBe(0);
  const { householdId } = other.owner;
  expect(await db().transactionSource.count({ where: { householdId } })).toBe(before);
});
