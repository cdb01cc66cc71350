import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { decideMatch } from '#lib/matches/mutations';
import { listMatches } from '#lib/matches/queries';
import {
  createLinkedHousehold,
  type LinkedItem,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { control, editTruth } from '#lib/testing/sandbox';

let owner: TestHousehold;
let item: LinkedItem;
let accountId: string;

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold());
  await syncOnce(item);
  const { id } = await db().account.findFirstOrThrow({
    where: { householdId: owner.householdId, type: 'depository' },
    select: { id: true },
  });
  accountId = id;
});

async function book(fields: Record<string, unknown> = {}): Promise<void> {
  const { plaidAccountId: account_id } = await db().account.findFirstOrThrow({
    where: { id: accountId },
    select: { plaidAccountId: true },
  });
  const row = { account_id, amount: 5, name: 'Hotel Adler', ...fields };
  await editTruth(item.plaidItemId, { add: [row] });
}

/** When each account was counted; null = unknown. */
async function readCounted(): Promise<Map<string, Date | null>> {
  const rows = await db().tieOut.findMany({
    where: { householdId: owner.householdId },
    select: { accountId: true, countedAt: true },
  });
  return new Map(rows.map((row) => [row.accountId, row.countedAt]));
}

async function spoilCount(change: { countedAt: Date } | { currency: string }): Promise<void> {
  await db().tieOut.updateMany({
    where: { householdId: owner.householdId, accountId },
    data: { ...change, postedMinor: 1n },
  });
}

async function expectRightCounts(): Promise<void> {
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  expect(results.flatMap(({ violations }) => violations)).toEqual([]);
}

describe('what the rows of an account come to', () => {
  it('is counted anew only where a sync changed rows', async () => {
    const before = await readCounted();
    await syncOnce(item);
    expect(await readCounted()).toEqual(before);
    await book();
    await syncOnce(item);
    const after = await readCounted();
    expect(before.size).toBeGreaterThan(1);
    for (const [id, countedAt] of before) {
      if (id === accountId) expect(after.get(id)).not.toEqual(countedAt);
      else expect(after.get(id)).toEqual(countedAt);
    }
    await expectRightCounts();
  });

  it.each([
    ['a day is over', { countedAt: new Date(Date.now() - 25 * 3_600_000) }],
    ['the account is in another currency', { currency: 'EUR' }],
  ])('is counted anew when %s', async (_, change) => {
    await spoilCount(change);
    await syncOnce(item);
    await expectRightCounts();
  });

  it('is unknown after rows changed and balances could not be read', async () => {
    await book();
    await control('/faults', {
      path: '/accounts/get',
      itemId: item.plaidItemId,
      times: 1,
      status: 500,
      errorType: 'API_ERROR',
      errorCode: 'INTERNAL_SERVER_ERROR',
    });
    await syncOnce(item);
    expect((await readCounted()).get(accountId)).toBeNull();
    await syncOnce(item);
    expect((await readCounted()).get(accountId)).not.toBeNull();
    await expectRightCounts();
  });

  it('is unknown after a person said that two rows are one', async () => {
    await book({ pending: true });
    await syncOnce(item);
    await book();
    await syncOnce(item);
    const [match] = await listMatches(owner);
    await decideMatch(owner, match?.id ?? '', { same: true });
    expect((await readCounted()).get(accountId)).toBeNull();
    await syncOnce(item);
    await expectRightCounts();
  });
});
