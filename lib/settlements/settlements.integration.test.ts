import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { db } from '#lib/db/client';
import { setPrivacy } from '#lib/privacy/set-privacy';
import {
  createHousehold,
  createLinkedHousehold,
  joinHousehold,
  type LinkedItem,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { editTruth } from '#lib/testing/sandbox';
import { book, readRowId } from '#lib/testing/sync-rows';
import { transactionListQuery } from '#lib/transactions/contract';
import { listTransactions } from '#lib/transactions/queries';
import { takeBack } from '#lib/undo-steps/take-back';
import { listSettleCandidates } from './candidates.ts';
import { setClaim, settle } from './mutations.ts';
import { getSettlement, listOpenClaims } from './queries.ts';
import { countTroubledLinks, listTroubledLinks } from './troubled-links.ts';

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold());
});

const desk = { amount: 300, name: 'Oak & Sons', merchant_name: 'Oak & Sons' };
const pizza = { amount: 80, name: 'Pizzeria Uno', merchant_name: 'Pizzeria Uno' };

describe('settling', () => {
  it('links several credits to several expenses, and says what is left of each', async () => {
    const [first, second] = [await book(item, desk), await book(item, pizza)];
    const credit = await book(item, { ...desk, amount: -350 });
    await settle(owner, first.id, { otherId: credit.id, amountMinor: 30_000 });
    const after = await settle(owner, credit.id, { otherId: second.id, amountMinor: 2_000 });
    expect(after).toMatchObject({ side: 'credit', linkedMinor: 32_000, leftMinor: 3_000 });
    expect(await getSettlement(owner, first.id)).toMatchObject({
      side: 'expense',
      links: [{ other: { id: credit.id }, amountMinor: 30_000 }],
      leftMinor: 0,
    });
    expect(await getSettlement(owner, second.id)).toMatchObject({ leftMinor: 6_000 });
  });

  it('never links more than there is, however many do it at once', async () => {
    const expense = await book(item, pizza);
    const credits = [];
    for (let each = 0; each < 4; each += 1)
      credits.push(await book(item, { ...pizza, amount: -50 }));
    const tried = await Promise.allSettled(
      credits.map(({ id }) => settle(owner, id, { otherId: expense.id, amountMinor: 4_000 })),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await getSettlement(owner, expense.id)).toMatchObject({ linkedMinor: 8_000 });
    await expect(
      settle(owner, expense.id, { otherId: credits[0]?.id ?? '', amountMinor: 9_000 }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it.each([
    ['two expenses', 300, 'USD', 'money out and the other money in'],
    ['two currencies', -300, 'EUR', 'currencies'],
  ])('is refused for %s', async (_what, amount, currency, why) => {
    const [first, second] = [await book(item, pizza), await book(item, { ...desk, amount })];
    await db().transaction.updateMany({ where: { id: second.id }, data: { currency } });
    const link = { otherId: second.id, amountMinor: 100 };
    await expect(settle(owner, first.id, link)).rejects.toThrow(why);
  });

  it('is taken back, but not what was said since', async () => {
    const [expense, credit] = [
      await book(item, pizza),
      await book(item, { ...pizza, amount: -80 }),
    ];
    const link = { otherId: credit.id, amountMinor: 5_000 };
    const first = await settle(owner, expense.id, link);
    const more = await settle(owner, expense.id, { ...link, amountMinor: 6_000 });
    await takeBack(owner, first.undoStepId);
    expect(await getSettlement(owner, expense.id)).toMatchObject({ linkedMinor: 6_000 });
    await takeBack(owner, more.undoStepId);
    expect(await getSettlement(owner, expense.id)).toMatchObject({ linkedMinor: 5_000 });
    const away = await settle(owner, expense.id, { ...link, amountMinor: null });
    expect(away.links).toEqual([]);
    await takeBack(owner, away.undoStepId);
    expect(await getSettlement(owner, expense.id)).toMatchObject({ linkedMinor: 5_000 });
  });

  it('offers a refund by the same merchant first, and links nothing unasked', async () => {
    const expense = await book(item, { ...desk, date: '2026-05-03' });
    const refund = await book(item, { ...desk, amount: -300, date: '2026-05-20' });
    await book(item, { ...pizza, amount: -300, date: '2026-05-04' });
    const [first, ...others] = await listSettleCandidates(owner, expense.id, {});
    expect(first).toMatchObject({
      id: refund.id,
      sameMerchant: true,
      sameSize: true,
      daysApart: 17,
      leftMinor: 30_000,
    });
    expect(others.length).toBeGreaterThan(0);
    const found = await listSettleCandidates(owner, refund.id, { q: 'oak & sons' });
    expect(found.map(({ id }) => id)).toEqual([expense.id]);
    expect(await db().settleLink.count({ where: { householdId: owner.householdId } })).toBe(0);
  });

  it('offers what is open also behind many that are settled', async () => {
    const expense = await book(item, { ...desk, amount: 6_000, date: '2026-05-03' });
    for (let count = 0; count < 20; count += 1) {
      const credit = await book(item, { ...desk, amount: -300, date: '2026-05-20' });
      await settle(owner, expense.id, { otherId: credit.id, amountMinor: 30_000 });
    }
    const open = await book(item, { ...desk, amount: -290, date: '2026-06-20' });
    const other = await book(item, { ...desk, date: '2026-05-04' });
    const offered = await listSettleCandidates(owner, other.id, { q: 'oak' });
    expect(offered.map(({ id }) => id)).toEqual([open.id]);
  });

  it('is flagged when the bank changes an amount below what is linked', async () => {
    const [expense, credit] = [
      await book(item, pizza),
      await book(item, { ...pizza, amount: -80 }),
    ];
    await settle(owner, expense.id, { otherId: credit.id, amountMinor: 8_000 });
    const change = { transaction_id: credit.plaidId, amount: -60 };
    await editTruth(item.plaidItemId, { modify: [change] });
    await syncOnce(item);
    expect(await getSettlement(owner, expense.id)).toMatchObject({ trouble: 'too_much' });
    expect(await getSettlement(owner, credit.id)).toMatchObject({ trouble: 'too_much' });
    await editTruth(item.plaidItemId, { modify: [{ ...change, amount: 60 }] });
    await syncOnce(item);
    expect(await getSettlement(owner, expense.id)).toMatchObject({ trouble: 'wrong_way' });
  });

  it('is asked about then, and no more once it fits', async () => {
    const [expense, other, credit] = [
      await book(item, desk),
      await book(item, pizza),
      await book(item, { ...pizza, amount: -80 }),
    ];
    await settle(owner, expense.id, { otherId: credit.id, amountMinor: 5_000 });
    await settle(owner, other.id, { otherId: credit.id, amountMinor: 3_000 });
    expect(await listTroubledLinks(owner)).toMatchObject({ items: [] });
    const change = { transaction_id: credit.plaidId, amount: -40 };
    await editTruth(item.plaidItemId, { modify: [change] });
    await syncOnce(item);
    const { items } = await listTroubledLinks(owner);
    expect(items.map(({ expense: { id }, fitsMinor }) => [id, fitsMinor])).toEqual(
      expect.arrayContaining([
        [expense.id, 1_000],
        [other.id, 0],
      ]),
    );
    expect(await countTroubledLinks(owner)).toBe(2);
    const stranger = await createHousehold();
    expect(await countTroubledLinks(stranger)).toBe(0);
    const member = await joinHousehold(owner);
    const { accountId } = await db().transaction.findFirstOrThrow({ where: { id: credit.id } });
    await setPrivacy(owner, { accountId, memberId: member.memberId, sight: 'balance' });
    expect((await listTroubledLinks(member)).items).toEqual([]);
    await settle(owner, other.id, { otherId: credit.id, amountMinor: null });
    expect((await listTroubledLinks(owner)).items).toMatchObject([
      { trouble: 'too_much', amountMinor: 5_000, fitsMinor: 4_000 },
    ]);
    await settle(owner, expense.id, { otherId: credit.id, amountMinor: 4_000 });
    expect(await countTroubledLinks(owner)).toBe(0);
    await editTruth(item.plaidItemId, { modify: [{ ...change, amount: 40 }] });
    await syncOnce(item);
    expect((await listTroubledLinks(owner)).items).toMatchObject([
      { trouble: 'wrong_way', fitsMinor: 0 },
    ]);
  });

  it('goes along when a pending row posts as a row of its own', async () => {
    const pending = await book(item, { ...pizza, pending: true });
    const credit = await book(item, { ...pizza, amount: -20 });
    await settle(owner, pending.id, { otherId: credit.id, amountMinor: 2_000 });
    await setClaim(owner, pending.id, { amountMinor: 4_000, owedBy: 'Anna' });
    const { posted } = await editTruth(item.plaidItemId, { post: [pending.plaidId] });
    await syncOnce(item);
    const id = await readRowId(item, posted[0]?.transaction_id ?? '');
    expect(await getSettlement(owner, id)).toMatchObject({
      linkedMinor: 2_000,
      claim: { amountMinor: 4_000, owedBy: 'Anna', openMinor: 2_000 },
    });
  });
});

describe('what is owed', () => {
  it('is listed until it has come back, and taken back like the rest', async () => {
    const expense = await book(item, pizza);
    const { undoStepId } = await setClaim(owner, expense.id, {
      amountMinor: 4_000,
      owedBy: 'Anna',
    });
    const found = async (q: string) =>
      (await listTransactions(owner, transactionListQuery.parse({ q }))).items;
    expect(await found('is:owed')).toMatchObject([
      { id: expense.id, settled: { linkedMinor: 0, owedMinor: 4_000 } },
    ]);
    expect(await listOpenClaims(owner)).toMatchObject([
      { transactionId: expense.id, owedBy: 'Anna', open: { minor: 4_000, currency: 'USD' } },
    ]);
    const credit = await book(item, { ...pizza, amount: -40 });
    await settle(owner, expense.id, { otherId: credit.id, amountMinor: 4_000 });
    expect(await listOpenClaims(owner)).toEqual([]);
    expect(await found('is:owed')).toEqual([]);
    expect((await found('has:refund')).map(({ id }) => id).sort()).toEqual(
      [expense.id, credit.id].sort(),
    );
    await takeBack(owner, undoStepId);
    expect(await getSettlement(owner, expense.id)).toMatchObject({ claim: null });
  });

  it('is never more than the expense, and never of money in', async () => {
    const [expense, credit] = [
      await book(item, pizza),
      await book(item, { ...pizza, amount: -40 }),
    ];
    const claim = { amountMinor: 8_001, owedBy: null };
    await expect(setClaim(owner, expense.id, claim)).rejects.toThrow('more than the $80.00');
    await expect(setClaim(owner, credit.id, claim)).rejects.toThrow('Only money out');
  });
});

describe('privacy', () => {
  it('tells nothing of an end in an account that one does not see, but that there is one', async () => {
    const guest = await joinHousehold(owner);
    const [expense, credit] = [
      await book(item, pizza),
      await book(item, { ...pizza, amount: -40 }),
    ];
    const hidden = await createAccount(owner, {
      name: 'Mine alone',
      kind: 'cash',
      currency: 'USD',
      openingMinor: 0,
    });
    await db().transaction.updateMany({ where: { id: credit.id }, data: { accountId: hidden.id } });
    await db().account.updateMany({ where: { id: hidden.id }, data: { sight: 'hidden' } });
    await settle(owner, expense.id, { otherId: credit.id, amountMinor: 4_000 });
    const seen = await getSettlement(guest, expense.id);
    expect(seen).toMatchObject({ links: [], hasUnseen: true, linkedMinor: 0 });
    expect(JSON.stringify(seen)).not.toContain(credit.id);
    const change = { otherId: credit.id, amountMinor: null };
    await expect(settle(guest, expense.id, change)).rejects.toMatchObject({ code: 'not_found' });
    const candidates = await listSettleCandidates(guest, expense.id, { q: 'pizzeria' });
    expect(candidates.map(({ id }) => id)).not.toContain(credit.id);
  });

  it('is nobody else’s', async () => {
    const [expense, credit] = [
      await book(item, pizza),
      await book(item, { ...pizza, amount: -40 }),
    ];
    const stranger = await createHousehold();
    const link = { otherId: credit.id, amountMinor: 100 };
    const refused = { code: 'not_found' };
    await expect(settle(stranger, expense.id, link)).rejects.toMatchObject(refused);
    await expect(getSettlement(stranger, expense.id)).rejects.toMatchObject(refused);
    await expect(listSettleCandidates(stranger, expense.id, {})).rejects.toMatchObject(refused);
    await expect(
      setClaim(stranger, expense.id, { amountMinor: 1, owedBy: null }),
    ).rejects.toMatchObject(refused);
  });
});
