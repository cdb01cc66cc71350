import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { requireEnv } from '#lib/env';
import { createLinkedHousehold, type LinkedItem, syncOnce } from '#lib/testing/household';
import { editTruth, readTruth } from '#lib/testing/sandbox';
import { checkIntegrity } from './check-integrity.ts';

let item: LinkedItem;

beforeAll(async () => {
  ({ item } = await createLinkedHousehold());
  const pending = (await readTruth(item.plaidItemId)).find((row) => row.pending);
  await editTruth(item.plaidItemId, {
    add: [{ amount: 5, name: 'Shop' }],
    post: pending ? [pending.transaction_id] : [],
  });
  await syncOnce(item);
});

async function broken(): Promise<string[]> {
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  return results
    .filter((result) => result.violations.length > 0)
    .map(({ invariant, violations }) => `${invariant} ${violations[0]?.split(' ')[0]}`);
}

/** A part of every row, of a minor unit, by nobody that is known. */
function addPart(ruleId: string): string {
  return `INSERT INTO "SplitPart" ("householdId", "id", "transactionId", "position", "amountMinor", "ruleId")
    SELECT "householdId", gen_random_uuid(), "id", 0, 1, ${ruleId} FROM "Transaction"`;
}

it('finds nothing where nothing is wrong', async () => {
  expect(await broken()).toEqual([]);
});

// A check that cannot fail proves nothing: each is shown the damage it is there to find, on tables
// that are copied before and put back after.
describe('each kind of damage is found', () => {
  it.each([
    ['I1 Transaction', `UPDATE "Transaction" SET "itemId" = gen_random_uuid()`],
    [
      'I1 Transaction',
      `ALTER TABLE "Transaction" DISABLE TRIGGER "Transaction_categories_changed";
       UPDATE "Transaction" SET "ruleCategoryId" = gen_random_uuid();
       ALTER TABLE "Transaction" ENABLE TRIGGER "Transaction_categories_changed"`,
    ],
    ['I2 Transaction', aliasOfALiveRow],
    [
      'I2 Transaction',
      `INSERT INTO "TransactionSource" SELECT "householdId", gen_random_uuid(), "plaid"
       FROM "TransactionSource" LIMIT 1`,
    ],
    ['I3 Transaction', bothLive],
    ['I4 Transaction', `UPDATE "Transaction" SET "note" = 'whose?'`],
    ['I4 Transaction', `UPDATE "Transaction" SET "hiddenRuleId" = gen_random_uuid()`],
    ['I4 SplitPart', addPart('NULL')],
    ['I10 Transaction', addPart('gen_random_uuid()')],
    [
      'I6 Item',
      `UPDATE "Item" SET "requestedSeq" = "doneSeq" + 1, "leaseUntil" = NULL, "retryAt" = NULL,
        "lastAttemptAt" = now() - interval '1 hour';
       DELETE FROM graphile_worker._private_jobs`,
    ],
    ['I7 Item', `UPDATE "Item" SET "leaseUntil" = now() + interval '1 day', "leaseOwner" = 'x'`],
    ['I9 Item', `UPDATE "Item" SET "removedAt" = now()`],
    ['I9 ItemDirectory', `UPDATE "ItemDirectory" SET "itemId" = gen_random_uuid()`],
    ['I10 SyncRun', `UPDATE "SyncRun" SET "posted" = "posted" + 1`],
    ['I10 Account', `UPDATE "TieOut" SET "status" = 'off'`],
    ['I10 MonthSum', `UPDATE "MonthSum" SET "minor" = "minor" + 1`],
    ['I10 MonthSum', `UPDATE "MonthSum" SET "print" = "print" # 1`],
    ['I10 TieOut', `UPDATE "TieOut" SET "pendingMinor" = "pendingMinor" + 1`],
    ['C11 Item', `UPDATE "Item" SET "accessTokenSealed" = 'access-sandbox-plain'`],
    ['C11 LinkToken', repeatedNonce],
  ])('%s', async (found, damage) => {
    const restore = await snapshot();
    for (const statement of damage.split(';')) await db().$executeRawUnsafe(statement);
    try {
      expect(await broken()).toContain(found);
    } finally {
      await restore();
    }
  });
});

const repeatedNonce = `
  INSERT INTO "LinkToken" ("householdId", "id", "memberId", "tokenSealed", "input", "expiresAt")
  SELECT m."householdId", gen_random_uuid(), m."id", 'v1.test.AAAAAAAAAAAAAAAA.' || n || repeat('x', 22),
    '{}', now() FROM (SELECT * FROM "Member" LIMIT 1) m, generate_series(1, 2) n`;

const aliasOfALiveRow = `
  INSERT INTO "TransactionAlias" ("householdId", "itemId", "plaidTransactionId", "transactionId")
  SELECT a."householdId", a."itemId", a."plaidTransactionId", b."id" FROM "Transaction" a
  JOIN "Transaction" b ON b."itemId" = a."itemId" AND b."id" <> a."id" AND b."removedAt" IS NULL
  WHERE a."removedAt" IS NULL LIMIT 1`;

const bothLive = `
  UPDATE "Transaction" SET "plaidPendingId" = (
    SELECT "plaidTransactionId" FROM "Transaction"
    WHERE "pending" AND "removedAt" IS NULL LIMIT 1)
  WHERE "id" = (SELECT "id" FROM "Transaction" WHERE NOT "pending" AND "removedAt" IS NULL LIMIT 1)`;

/** Copies the tables that get damaged; returns what puts them back. */
async function snapshot(): Promise<() => Promise<void>> {
  const tables = ['Item', 'ItemDirectory', 'Transaction', 'SyncRun', 'TieOut', 'MonthSum'];
  for (const table of tables) {
    await db().$executeRawUnsafe(`CREATE TABLE "_${table}" AS TABLE "${table}"`);
  }
  await db().$executeRawUnsafe('CREATE TABLE "_records" AS TABLE "TransactionSource"');
  return async () => {
    await db().$executeRawUnsafe('DELETE FROM "TransactionAlias"');
    await db().$executeRawUnsafe('DELETE FROM "LinkToken"');
    await db().$executeRawUnsafe('DELETE FROM "SplitPart"');
    await db().$executeRawUnsafe('DELETE FROM "TransactionSource"');
    await db().$executeRawUnsafe('INSERT INTO "TransactionSource" SELECT * FROM "_records"');
    await db().$executeRawUnsafe('DROP TABLE "_records"');
    for (const table of tables) {
      const columns = await db().$queryRawUnsafe<{ name: string }[]>(
        `SELECT attname AS "name" FROM pg_attribute
         WHERE attrelid = '"${table}"'::regclass AND attnum > 0 AND NOT attisdropped`,
      );
      const key = columns.some(({ name }) => name === 'id')
        ? '"id"'
        : columns.some(({ name }) => name === 'accountId')
          ? '"accountId"'
          : '"plaidItemId"';
      const set = columns.map(({ name }) => `"${name}" = s."${name}"`).join(', ');
      await db().$executeRawUnsafe(
        `UPDATE "${table}" t SET ${set} FROM "_${table}" s WHERE t.${key} = s.${key}`,
      );
      await db().$executeRawUnsafe(`DROP TABLE "_${table}"`);
    }
  };
}
