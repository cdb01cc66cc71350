import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { addDays } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { fetchProducts } from '#lib/products/fetch-products';
import { changeRates } from '#lib/rates/change-rates';
import { listDues } from '#lib/recurring/dues';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { getPlan } from './get-plan.ts';
import { getDebts } from './queries.ts';

const today = new Date().toISOString().slice(0, 10);

let owner: TestHousehold;

beforeEach(async () => {
  owner = await createHousehold();
});

async function link(options: Parameters<typeof linkItem>[1]): Promise<LinkedItem> {
  const item = await linkItem(owner, { alsoProducts: ['liabilities'], ...options });
  await syncHistory(item);
  await fetchProducts(item, () => 0.5);
  return item;
}

/** A card whose rows move its balance: two purchases and a payment, so many days ago. */
function linkCard(days: [number, number, number]): Promise<LinkedItem> {
  const amounts = [40, 25.5, -120];
  const transactions = days.map((ago, index) => ({
    date_transacted: addDays(today, -ago),
    date_posted: addDays(today, -ago),
    description: `Row ${index}`,
    amount: amounts[index],
    currency: 'USD',
  }));
  const liability = { type: 'credit', purchase_apr: 19.99, minimum_payment_amount: 25 };
  const account = { type: 'credit', subtype: 'credit card', starting_balance: 500 };
  return link({
    username: 'user_custom',
    password: JSON.stringify({ override_accounts: [{ ...account, transactions, liability }] }),
  });
}

async function readCard() {
  const { debts } = await getDebts(owner, today);
  const [card] = debts;
  expect(debts).toHaveLength(1);
  if (!card?.terms) throw new Error('It has no terms.');
  return { ...card, terms: card.terms };
}

describe('debts', () => {
  it('is one figure of several currencies by a rate, and none without', async () => {
    const loan = { name: 'Loan', kind: 'loan' as const };
    await createAccount(owner, { ...loan, currency: 'USD', openingMinor: 50_000 });
    await createAccount(owner, { ...loan, name: 'Car', currency: 'USD', openingMinor: 10_000 });
    expect((await getDebts(owner, today)).total).toBeNull();
    await createAccount(owner, { ...loan, name: 'Flat', currency: 'EUR', openingMinor: 10_001 });
    const missing = [{ from: 'EUR', to: 'USD', lastDate: null }];
    expect((await getDebts(owner, today)).total).toMatchObject({ minor: null, missing });
    const rate = { date: today, from: 'EUR', to: 'USD', rate: '1.1' };
    await changeRates(owner, { set: [rate], remove: [] });
    // 110.011
    const { total, totals } = await getDebts(owner, today);
    expect(total).toMatchObject({ currency: 'USD', minor: 71_001, missing: [] });
    expect(totals).toHaveLength(2);
  });

  it('are listed with what Plaid says of each kind, the dearest first', async () => {
    await link({ username: 'user_good' });
    const { debts, totals, products } = await getDebts(owner, today);
    const kinds = debts.map(({ terms, rate }) => [terms?.kind ?? null, rate]);
    expect(kinds).toEqual([
      ['credit', '12.5'],
      ['credit', '12.5'],
      ['student', '5.25'],
      ['mortgage', '3.99'],
    ]);
    const owed = debts.reduce((sum, each) => sum + (each.owed?.minor ?? 0), 0);
    expect(totals).toEqual([{ minor: owed, currency: 'USD' }]);
    expect(products).toMatchObject([{ state: 'ready', text: null, consent: null }]);
    const labels = (kind: string) =>
      debts.find(({ terms }) => terms?.kind === kind)?.terms?.details.map(({ label }) => label);
    expect(labels('mortgage')).toEqual(expect.arrayContaining(['Term', 'In escrow', 'Property']));
    expect(labels('student')).toEqual(expect.arrayContaining(['Repayment plan', 'Servicer']));
    expect(debts[0]?.terms).toMatchObject({ isOverdue: false, dueOn: expect.any(String) });
  });

  it('are listed by hand, too, and without terms where none are known', async () => {
    const loan = { name: 'Car', kind: 'loan', currency: 'USD', openingMinor: 90_000 } as const;
    await createAccount(owner, loan);
    expect(await getDebts(owner, today)).toMatchObject({
      debts: [{ name: 'Car', owed: { minor: 90_000, currency: 'USD' }, rate: null, terms: null }],
      products: [],
    });
  });

  it('say what is asked of the person where the bank was not told that it may share them', async () => {
    const item = await link({ username: 'user_good', alsoProducts: [] });
    const { debts, products } = await getDebts(owner, today);
    expect(debts.every(({ terms }) => terms === null)).toBe(true);
    expect(products).toMatchObject([
      { itemId: item.itemId, state: 'needs_consent', consent: 'liabilities' },
    ]);
    const other = await joinHousehold(owner);
    expect((await getDebts(other, today)).products).toMatchObject([{ consent: null }]);
  });

  it('stay as they were when a later reading fails', async () => {
    const item = await link({ username: 'user_good' });
    const before = await getDebts(owner, today);
    await db().itemProduct.updateMany({
      where: { itemId: item.itemId },
      data: { dueAt: new Date(0) },
    });
    await control('/faults', {
      path: '/liabilities/get',
      times: 1,
      errorType: 'INSTITUTION_ERROR',
      errorCode: 'INSTITUTION_DOWN',
    });
    await fetchProducts(item, () => 0.5);
    const after = await getDebts(owner, today);
    expect(after.debts).toEqual(before.debts);
    expect(after.products).toMatchObject([
      { state: 'failed', text: expect.stringContaining('still here') },
    ]);
  });

  it('keep their terms from who sees a balance alone', async () => {
    await linkCard([50, 45, 40]);
    const { id: accountId } = await readCard();
    const other = await joinHousehold(owner);
    await setPrivacy(owner, { accountId, memberId: other.memberId, sight: 'balance' });
    expect((await getDebts(other, today)).debts).toMatchObject([
      { id: accountId, terms: null, rate: null },
    ]);
    expect((await getDebts(await createHousehold(), today)).debts).toEqual([]);
  });
});

describe('a statement', () => {
  it('is what is owed now less what came since, as long as no earlier one was seen', async () => {
    await linkCard([3, 2, 60]);
    const { terms } = await readCard();
    expect(terms.match).toMatchObject({ kind: 'matches', basis: 'since', candidates: [] });
  });

  it('is held against the one before, once that was seen, and says so when it is off', async () => {
    await linkCard([50, 45, 40]);
    const { id: accountId, terms } = await readCard();
    const issuedOn = terms.statement?.on ?? today;
    const openWith = (balanceMinor: number) =>
      db().cardStatement.upsert({
        where: {
          householdId_accountId_issuedOn: {
            householdId: owner.householdId,
            accountId,
            issuedOn: new Date(addDays(issuedOn, -90)),
          },
        },
        create: {
          householdId: owner.householdId,
          accountId,
          issuedOn: new Date(addDays(issuedOn, -90)),
          balanceMinor,
        },
        update: { balanceMinor },
      });
    const statement = terms.statement?.balance?.minor ?? 0;
    await openWith(statement + 12_000 - 4_000 - 2_550);
    expect((await readCard()).terms.match).toMatchObject({ kind: 'matches', basis: 'cycle' });
    await openWith(statement + 12_000 - 2_550);
    expect((await readCard()).terms.match).toMatchObject({
      kind: 'differs',
      differenceMinor: -4_000,
      candidates: [{ merchant: 'Row 0', amountMinor: -4_000, why: 'exact', explains: true }],
    });
  });

  it('is not judged where the bank’s balance does not follow its rows', async () => {
    await link({ username: 'user_good' });
    const { debts } = await getDebts(owner, today);
    const matches = debts.flatMap(({ terms }) => (terms?.kind === 'credit' ? terms.match : []));
    expect(matches).toHaveLength(2);
    expect(matches.filter((match) => match?.kind === 'differs')).toEqual([]);
  });
});

describe('what is due', () => {
  const span = { from: addDays(today, -60), to: addDays(today, 60) };
  const listBanks = async () =>
    (await listDues(owner, span, today)).filter(({ by }) => by === 'bank');

  it('is the minimum of a card, on the day the bank says, and not what was paid', async () => {
    await linkCard([50, 45, 40]);
    const { id, terms } = await readCard();
    const [due] = await listBanks();
    expect(due).toMatchObject({
      on: terms.dueOn,
      accountId: id,
      amountMinor: -2_500,
      state: 'expected',
      transfer: true,
      payee: 'A debt',
    });
    expect(due?.name).toContain('minimum');
    const statementOn = terms.statement?.on ?? today;
    const paid = {
      dueOn: new Date(addDays(statementOn, 25)),
      lastPaymentOn: new Date(addDays(statementOn, 2)),
      lastPaymentMinor: 2_500,
    };
    await db().debt.updateMany({ where: { accountId: id }, data: paid });
    expect(await listBanks()).toMatchObject([{ state: 'seen', on: addDays(statementOn, 2) }]);
    const overdue = { dueOn: new Date(addDays(today, -3)), lastPaymentOn: null, isOverdue: true };
    await db().debt.updateMany({ where: { accountId: id }, data: overdue });
    expect(await listBanks()).toMatchObject([{ state: 'late', on: addDays(today, -3) }]);
  });

  it('is said once where a confirmed recurring payment pays it', async () => {
    await linkCard([50, 45, 40]);
    const { id } = await readCard();
    expect(await listBanks()).toHaveLength(1);
    const row = await db().transaction.findFirstOrThrow({
      where: { accountId: id, amountMinor: { gt: 0 } },
      select: { id: true },
    });
    const { householdId } = owner;
    const streamId = newId();
    await db().stream.create({
      data: { householdId, id: streamId, cadence: 'monthly', confidence: 95, state: 'confirmed' },
    });
    await db().streamRow.create({ data: { householdId, streamId, transactionId: row.id } });
    expect(await listBanks()).toEqual([]);
    await db().stream.updateMany({
      where: { id: streamId },
      data: { endsOn: new Date(addDays(today, -1)) },
    });
    expect(await listBanks()).toHaveLength(1);
  });
});

describe('a payoff plan', () => {
  it('plans with what is known, says what it leaves out, and saves by what is added', async () => {
    await link({ username: 'user_good' });
    const loan = { name: 'Car', kind: 'loan', currency: 'USD', openingMinor: 90_000 } as const;
    const { id } = await createAccount(owner, loan);
    const base = await getPlan(owner, { extra: 0, order: 'avalanche' }, today);
    const more = await getPlan(owner, { extra: 50_000, order: 'avalanche' }, today);
    expect(base).toMatchObject({ currency: 'USD', leftOut: [{ id, name: 'Car', why: 'rate' }] });
    expect(base?.debts).toHaveLength(4);
    expect(more?.plan.months).toBeLessThan(base?.plan.months ?? 0);
    expect(more?.plan.interestMinor).toBeLessThan(base?.plan.interestMinor ?? 0);
    expect(more?.course[0]?.planMinor).toBe(more?.course[0]?.minimumMinor);
    expect(
      await getPlan(await createHousehold(), { extra: 0, order: 'snowball' }, today),
    ).toBeNull();
  });
});
