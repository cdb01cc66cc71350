import { beforeAll, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { db } from '#lib/db/client';
import { currencyExponent } from '#lib/money/currency';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { type TransactionDto, transactionFilterQuery, transactionListQuery } from './contract.ts';
import { fewLimit, findFew } from './few-rows.ts';
import { getTotals, listTransactions } from './queries.ts';

let owner: TestHousehold;
let all: TransactionDto[];

/** Of each currency, the unnamed one and one that no country has among them. */
const rowsOfEach = 2 * fewLimit;

beforeAll(async () => {
  owner = await createHousehold();
  const { householdId } = owner;
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  const { id: accountId } = await createAccount(owner, wallet);
  await db().$executeRaw`
    INSERT INTO "Transaction" ("householdId", "id", "accountId", "date", "amountMinor", "currency",
      "pending", "name", "reviewed", "reviewedSetAt")
    SELECT ${householdId}::uuid, gen_random_uuid(), ${accountId}::uuid, DATE '2026-11-01' - n % 300,
      CASE WHEN n % 3 = 0 THEN n ELSE -n END * CASE WHEN c = 'BTC' THEN 1000000 ELSE 10 END, c, false,
      CASE WHEN n = 7 THEN 'Bill 55.50' ELSE 'Row ' || n END, COALESCE(c, '') = 'JPY' AND n <= 30, now()
    FROM generate_series(1, ${rowsOfEach}::int) AS n,
      unnest(ARRAY['USD', 'JPY', 'KWD', 'BTC', NULL]) AS c`;
  await db().$executeRaw`
    UPDATE "Transaction" SET "removedAt" = now() WHERE "householdId" = ${householdId}::uuid
      AND "amountMinor" = -40`;
  all = await find({});
});

async function find(query: object): Promise<TransactionDto[]> {
  const rows = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const parsed = transactionListQuery.parse({ ...query, limit: 200, cursor });
    const page = await listTransactions(owner, parsed);
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}

const signed = ({ amount }: TransactionDto) =>
  amount.minor / 10 ** currencyExponent(amount.currency);
const size = (row: TransactionDto) => Math.abs(signed(row));

it('has rows of every currency but what was withdrawn', () => {
  expect(all).toHaveLength(5 * rowsOfEach - 4);
});

it.each<[boolean, object, (row: TransactionDto) => boolean]>([
  [true, { q: '>5000' }, (row) => size(row) > 5_000],
  [false, { q: '>40' }, (row) => size(row) > 40],
  [false, { q: '<3' }, (row) => size(row) < 3],
  [true, { q: '<0.02' }, (row) => size(row) < 0.02],
  [true, { q: '<-9000' }, (row) => signed(row) < -9_000],
  [true, { q: '-9.9..-9.7' }, (row) => signed(row) >= -9.9 && signed(row) <= -9.7],
  [true, { q: '+4.5' }, (row) => signed(row) === 4.5],
  [false, { q: '-5..5' }, (row) => signed(row) >= -5 && signed(row) <= 5],
  [true, { q: '>40 <41' }, (row) => size(row) > 40 && size(row) < 41],
  [true, { q: '>40 <30' }, () => false],
  [true, { q: '55.50' }, (row) => size(row) === 55.5 || row.merchant === 'Bill 55.50'],
  [true, { q: '9.87' }, (row) => size(row) === 9.87],
  [false, { q: '10' }, (row) => size(row) === 10 || row.merchant.includes('10')],
  [true, { q: 'is:reviewed' }, ({ reviewed }) => reviewed],
  [true, { q: '>40 is:reviewed' }, (row) => size(row) > 40 && row.reviewed],
  [true, { min: '9000' }, (row) => size(row) >= 9_000],
  [true, { min: '9000', direction: 'in' }, (row) => signed(row) >= 9_000],
  [false, { min: '1', max: '5' }, (row) => size(row) >= 1 && size(row) <= 5],
  [true, { reviewed: 'true' }, ({ reviewed }) => reviewed],
  [false, { reviewed: 'false' }, ({ reviewed }) => !reviewed],
  [false, {}, () => true],
])('few (%s): %o finds the same rows and sums', async (isFew, query, isMeant) => {
  const filter = transactionFilterQuery.parse(query);
  const meant = all.filter(isMeant);
  const few = await findFew(owner, filter);
  expect(few !== null).toBe(isFew);
  expect((await find(query)).map(({ id }) => id)).toEqual(meant.map(({ id }) => id));
  const { count, sums } = await getTotals(owner, filter);
  expect(count).toBe(meant.length);
  const net = sums.reduce((sum, { netMinor }) => sum + netMinor, 0);
  expect(net).toBe(meant.reduce((sum, { amount }) => sum + amount.minor, 0));
});

it('knows of no other household’s rows', async () => {
  const other = await createHousehold();
  for (const q of ['>5000', '55.50', 'is:reviewed']) {
    expect(await findFew(other, transactionFilterQuery.parse({ q }))).toEqual([]);
  }
});
