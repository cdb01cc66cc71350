import { expect, it } from 'vitest';
import { addDays } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { readAccessToken } from '#lib/items/access-token';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { fetchProducts } from '#lib/products/fetch-products';
import { changeRates } from '#lib/rates/change-rates';
import { createHousehold, joinHousehold, linkItem, syncHistory } from '#lib/testing/household';
import { sandboxClient } from '#lib/testing/sandbox';
import { activityQuery } from './contract.ts';
import { getCourse } from './get-course.ts';
import { listActivity } from './list-activity.ts';
import { getPortfolio, listInvestmentProducts } from './queries.ts';

const today = new Date().toISOString().slice(0, 10);

/** A person with the two investment accounts that everybody knows who has used Plaid's Sandbox. */
async function createInvestor() {
  const owner = await createHousehold();
  const item = await linkItem(owner, { username: 'user_good', alsoProducts: ['investments'] });
  await syncHistory(item);
  const access_token = await readAccessToken(owner.householdId, item.itemId);
  const dates = { start_date: today, end_date: today };
  await sandboxClient().investmentsTransactionsGet({ access_token, ...dates });
  await fetchProducts(item, () => 0.5);
  return owner;
}

const activityOf = (query: object) => activityQuery.parse(query);

it('comes to what the accounts’ balances come to, and is taken apart three ways', async () => {
  const owner = await createInvestor();
  const { currencies, holdings, without } = await getPortfolio(owner);
  expect(without).toEqual([]);
  expect(holdings).toHaveLength(10);
  const [dollars] = currencies;
  expect(dollars).toMatchObject({ currency: 'USD', valueMinor: 2_395_274, cashMinor: 1_234_568 });
  expect(dollars?.gain?.unknownMinor).toBe(0);
  expect(dollars?.byAccount.map(({ name }) => name)).toEqual(['Plaid 401k', 'Plaid IRA']);
  // What was reported of one security is told with every digit.
  expect(holdings.find(({ ticker }) => ticker === 'MIPTX')).toMatchObject({
    quantity: '23.567',
    price: '27',
    value: { minor: 63_631, currency: 'USD' },
  });
});

it('is one figure of several currencies by a rate, and names the one that is missing', async () => {
  const owner = await createInvestor();
  const { householdId } = owner;
  const [, ira] = (await getPortfolio(owner)).currencies[0]?.byAccount ?? [];
  const where = { householdId, accountId: ira?.key ?? '' };
  expect((await getPortfolio(owner)).total).toBeNull();
  await db().holding.updateMany({ where, data: { currency: 'EUR' } });
  await db().holdingDay.updateMany({ where, data: { currency: 'EUR' } });
  const before = await getPortfolio(owner);
  const [dollars, euros] = before.currencies;
  expect(before.total).toMatchObject({
    currency: 'USD',
    minor: null,
    missing: [{ from: 'EUR', to: 'USD', lastDate: null }],
  });
  const input = { date: today, from: 'EUR', to: 'USD', rate: '1.0845' };
  await changeRates(owner, { set: [input], remove: [] });
  // 320.76 × 1.0845 = 347.86422, rounded once, beside the dollars.
  expect([dollars?.valueMinor, euros?.valueMinor]).toEqual([2_363_198, 32_076]);
  expect((await getPortfolio(owner)).total).toMatchObject({
    minor: 2_363_198 + 34_786,
    used: [{ currency: 'EUR', rates: [input] }],
    missing: [],
  });
});

it('tells of what happened page by page, each row once', async () => {
  const owner = await createInvestor();
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = activityOf({ limit: '60', ...(cursor && { cursor }) });
    const page = await listActivity(owner, query);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  const total = await db().investmentTransaction.count({
    where: { householdId: owner.householdId },
  });
  expect([ids.length, new Set(ids).size]).toEqual([total, total]);
});

it('measures days that were read, and says why it cannot', async () => {
  const owner = await createInvestor();
  const { householdId } = owner;
  const query = { from: addDays(today, -30), to: today, today };
  const one = (await getCourse(owner, query)).courses[0];
  expect(one).toMatchObject({ performance: null, unknown: 'days' });
  expect(one?.values.filter((each) => each !== null)).toEqual([2_395_274]);
  // Two days before, everything was worth a tenth less, and nothing came or went since.
  await db().investmentTransaction.deleteMany({ where: { householdId } });
  await db().$executeRaw`
    INSERT INTO "HoldingDay" SELECT "householdId", "accountId", "date" - 2, "itemId", "currency",
      "balanceMinor", "availableMinor", "readAt"
    FROM "HoldingDay" WHERE "householdId" = ${householdId}::uuid`;
  await db().$executeRaw`
    INSERT INTO "HoldingSnapshot" SELECT "householdId", "accountId", "date" - 2, "securityId",
      "quantity", "price", "valueMinor" * 10 / 11, "currency"
    FROM "HoldingSnapshot" WHERE "householdId" = ${householdId}::uuid`;
  const two = (await getCourse(owner, query)).courses[0];
  expect(two?.performance).toMatchObject({ basisPoints: 1_000, longestGapDays: 2 });
  expect(two?.values.at(-2)).toBeNull();
  await db().itemProduct.deleteMany({
    where: { householdId, product: 'investment_transactions' },
  });
  expect((await getCourse(owner, query)).courses[0]).toMatchObject({ unknown: 'history' });
});

it('has a course in each currency of an account that holds several, and one in all where there are rates', async () => {
  const owner = await createInvestor();
  const { householdId } = owner;
  const query = { from: addDays(today, -30), to: today, today };
  // One fund of the dollar account is held in euros; two days before, all was the same.
  const [fund] = (await getPortfolio(owner)).holdings.filter(({ ticker }) => ticker === 'MIPTX');
  const [accountId = '', securityId = ''] = fund?.id.split('.') ?? [];
  const where = { householdId, accountId, securityId };
  await db().holdingSnapshot.updateMany({ where, data: { currency: 'EUR' } });
  await db().$executeRaw`
    INSERT INTO "HoldingDay" SELECT "householdId", "accountId", "date" - 2, "itemId", "currency",
      "balanceMinor", "availableMinor", "readAt"
    FROM "HoldingDay" WHERE "householdId" = ${householdId}::uuid`;
  await db().$executeRaw`
    INSERT INTO "HoldingSnapshot" SELECT "householdId", "accountId", "date" - 2, "securityId",
      "quantity", "price", "valueMinor", "currency"
    FROM "HoldingSnapshot" WHERE "householdId" = ${householdId}::uuid`;
  const read = async () => {
    const { courses, total } = await getCourse(owner, query);
    const known = courses.map(({ currency, values, unknown }) => [
      currency,
      values.filter((each) => each !== null),
      unknown,
    ]);
    return { known, total: total?.values.filter((each) => each !== null), unrated: total?.unrated };
  };
  const dollars = 2_395_274 - 63_631;
  const known = expect.arrayContaining([
    ['USD', [dollars, dollars], 'currencies'],
    ['EUR', [63_631, 63_631], 'currencies'],
  ]);
  expect(await read()).toEqual({ known, total: [], unrated: [{ currency: 'EUR', days: 2 }] });
  const rate = { date: today, from: 'EUR', to: 'USD', rate: '1.1' };
  await changeRates(owner, { set: [rate], remove: [] });
  // 636.31 × 1.1 = 699.941.
  const converted = dollars + 69_994;
  expect(await read()).toEqual({
    known,
    total: [converted],
    unrated: [{ currency: 'EUR', days: 1 }],
  });
  const earlier = { ...rate, date: addDays(today, -2), rate: '1' };
  await changeRates(owner, { set: [earlier], remove: [] });
  expect(await read()).toEqual({ known, total: [dollars + 63_631, converted], unrated: [] });
});

it('is nobody’s who sees balances alone, and no stranger’s', async () => {
  const owner = await createInvestor();
  const guest = await joinHousehold(owner);
  expect((await getPortfolio(guest)).holdings).toHaveLength(10);
  const accounts = await db().account.findMany({
    where: { householdId: owner.householdId, type: 'investment' },
    select: { id: true },
  });
  for (const { id } of accounts) {
    const { memberId } = guest;
    await setPrivacy(owner, { accountId: id, memberId, sight: 'balance' });
  }
  const query = { from: addDays(today, -30), to: today, today };
  for (const viewer of [guest, await createHousehold()]) {
    expect((await getPortfolio(viewer)).holdings).toEqual([]);
    expect((await listActivity(viewer, activityOf({}))).items).toEqual([]);
    expect(await getCourse(viewer, query)).toEqual({ courses: [], total: null });
    expect(await listInvestmentProducts(viewer)).toEqual([]);
    const accountId = accounts[0]?.id ?? '';
    await expect(getPortfolio(viewer, accountId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(listActivity(viewer, activityOf({ accountId }))).rejects.toMatchObject({
      code: 'not_found',
    });
  }
});
