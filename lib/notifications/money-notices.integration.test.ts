import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeBudget } from '#lib/budgets/change-budget';
import { listCategories } from '#lib/categories/queries';
import { addDays, civilDateIn } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { runTask } from '#lib/jobs/run-task';
import { setPrivacy } from '#lib/privacy/set-privacy';
import {
  createLinkedHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { control, editTruth } from '#lib/testing/sandbox';
import { book } from '#lib/testing/sync-rows';
import { bookIn, leaving, readAccountsByKind } from '#lib/testing/transfers';
import { setLargeFrom } from './large-from.ts';
import { setPreference } from './mutations.ts';
import { listNotifications } from './queries.ts';
import { tellNews } from './tell-news.ts';

let owner: TestHousehold;
let item: LinkedItem;
let today: string;

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold());
  const { now } = await control<{ now: string }>('/clock');
  today = civilDateIn('UTC', new Date(now));
});
const { SMTP_URL } = env();
afterEach(() => {
  Object.assign(env(), { SMTP_URL });
});

const oak = {
  name: 'Oak & Sons',
  merchant_name: 'Oak & Sons',
  category: 'HOME_IMPROVEMENT_FURNITURE',
};
const told = async (member = owner) => (await listNotifications(member)).items.reverse();
const titles = async (member = owner) => (await told(member)).map(({ title }) => title);
const tell = () => tellNews(owner.householdId);
const setWanted = (
  kind: 'large_payment' | 'unusual_payment',
  channel: 'in_app' | 'email',
  enabled: boolean,
) => setPreference(owner, { kind, channel, enabled });

/** What was paid at a merchant over the last months, and is no news. */
async function bookPast(amounts: number[]) {
  const add = amounts.map((amount, index) => ({
    ...oak,
    amount,
    date: addDays(today, -30 - index),
  }));
  await editTruth(item.plaidItemId, { add });
  await syncOnce(item);
  await tell();
}

describe('new rows', () => {
  it('are not those of a bank’s first two years, nor of an account’s first day', async () => {
    await setLargeFrom(owner, { minor: 1, currency: 'USD' });
    await tell();
    const second = await linkItem(owner, { username: 'user_yuppie' });
    await syncHistory(second);
    await tell();
    expect(await titles()).toEqual([]);
  });

  it('are told of once, whoever looks how often', async () => {
    const { id } = await book(item, { ...oak, amount: 812.5 });
    await Promise.all([
      tell(),
      tell(),
      runTask('tell-news', { householdId: owner.householdId }, 'test'),
    ]);
    await tell();
    await book(item, { ...oak, amount: 12 });
    await tell();
    expect(await told()).toEqual([
      expect.objectContaining({
        title: 'Oak & Sons: a large payment',
        body: expect.stringMatching(/^\$812\.50 on .*\. You hear of payments from \$500\.00 on\.$/),
        href: `/transactions?open=${id}`,
      }),
    ]);
  });

  it('are large by the member’s own measure', async () => {
    const partner = await joinHousehold(owner);
    await setLargeFrom(owner, { minor: 100_000, currency: 'USD' });
    await setLargeFrom(partner, { minor: 10_000, currency: 'USD' });
    await book(item, { ...oak, amount: 812.5 });
    await tell();
    expect(await titles()).toEqual([]);
    expect(await titles(partner)).toHaveLength(1);
  });

  it('are no payments where they are transfers', async () => {
    const checking = (await readAccountsByKind(item)).get('checking');
    await bookIn(item, checking ?? { id: '', plaidId: '' }, { ...leaving, amount: 900 });
    await tell();
    expect(await titles()).toEqual([]);
  });

  it('are unusual by what the merchant cost before, which is said', async () => {
    await bookPast([40, 50, 60, 50, 50]);
    await book(item, { ...oak, amount: 180 });
    await tell();
    expect(await told()).toMatchObject([
      {
        title: 'Oak & Sons: far more than usual',
        body: expect.stringContaining(
          'The last 5 payments there were around $50.00, and $60.00 at most.',
        ),
      },
    ]);
  });

  it('are refunds where the merchant was paid as much', async () => {
    await bookPast([75]);
    await book(item, { ...oak, amount: -30 });
    await book(item, { name: 'Somebody', merchant_name: 'Somebody', amount: -30 });
    await tell();
    expect(await told()).toMatchObject([
      {
        title: 'Oak & Sons paid something back',
        body: expect.stringMatching(/^\$30\.00 on .*\. You paid \$75\.00 there on /),
      },
    ]);
  });

  it('are no news any more after two days without a worker', async () => {
    await book(item, { ...oak, amount: 812.5 });
    await db().syncRun.updateMany({
      where: { householdId: owner.householdId },
      data: { startedAt: new Date(Date.now() - 49 * 3_600_000) },
    });
    await tell();
    expect(await titles()).toEqual([]);
  });

  it('are found by the sweep where the job was lost', async () => {
    await book(item, { ...oak, amount: 812.5 });
    await db().syncRun.updateMany({
      where: { householdId: owner.householdId },
      data: { finishedAt: new Date(Date.now() - 6 * 60_000) },
    });
    await runTask('sweep', {}, 'test');
    const [job] = await db().$queryRaw<{ key: string }[]>`
      SELECT "key" FROM graphile_worker.jobs WHERE "key" = ${`news:${owner.householdId}`}`;
    expect(job).toBeDefined();
  });
});

describe('whoever does not see an account', () => {
  it('is not told of it, and of what they were told they keep nothing', async () => {
    const [partner, other] = [await joinHousehold(owner), await joinHousehold(owner)];
    const accounts = await db().account.findMany({
      where: { householdId: owner.householdId },
      select: { id: true },
    });
    const hideFrom = async (memberId: string, sight: 'balance' | 'hidden') => {
      for (const { id: accountId } of accounts) {
        await setPrivacy(owner, { accountId, memberId, sight });
      }
    };
    await hideFrom(partner.memberId, 'balance');
    await book(item, { ...oak, amount: 812.5 });
    await tell();
    expect(await titles(partner)).toEqual([]);
    expect(await titles(other)).toHaveLength(1);
    await hideFrom(other.memberId, 'hidden');
    expect(await titles(other)).toEqual([]);
    const left = await db().notification.findMany({ where: { memberId: other.memberId } });
    expect(left).toEqual([]);
  });
});

describe('a mail with an amount', () => {
  const mails = () =>
    db().mail.findMany({
      where: { householdId: owner.householdId },
      select: { subject: true, text: true },
    });

  it('leaves for who asks for it, and says no amount in its subject', async () => {
    Object.assign(env(), { SMTP_URL: 'smtp://127.0.0.1:1' });
    await book(item, { ...oak, amount: 812.5 });
    await tell();
    expect(await mails()).toEqual([]);
    await setWanted('large_payment', 'email', true);
    await setWanted('large_payment', 'in_app', false);
    await book(item, { ...oak, amount: 912.5 });
    await tell();
    expect(await titles()).toHaveLength(1);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Oak & Sons: a large payment');
    expect(mail?.text).toContain('$912.50');
  });

  it('is not written where the operator would read it', async () => {
    Object.assign(env(), { SMTP_URL: undefined });
    await setWanted('large_payment', 'email', true);
    await book(item, { ...oak, amount: 812.5 });
    await tell();
    expect(await titles()).toHaveLength(1);
    expect(await mails()).toEqual([]);
  });
});

describe('a budget', () => {
  it('is told of when it is exceeded, is over when it is not, and is told of again', async () => {
    const on = civilDateIn('UTC', new Date());
    const { id } = await book(item, { ...oak, amount: 80, date: on, authorized_date: on });
    const row = await db().transaction.findFirstOrThrow({
      where: { householdId: owner.householdId, id },
      select: { providerCategoryId: true },
    });
    const categoryId = row.providerCategoryId ?? '';
    const [category] = (await listCategories(owner.householdId)).filter(
      (each) => each.id === categoryId,
    );
    const plan = (amountMinor: number) =>
      changeBudget(owner, { on, plans: [{ categoryId, amountMinor, once: false }], carries: [] });
    await plan(7_500);
    await Promise.all([tell(), tell()]);
    await tell();
    const over = { title: `${category?.name} is over its budget`, href: '/budgets' };
    expect(await told()).toMatchObject([{ ...over, read: false }]);
    expect((await told())[0]?.body).toMatch(/^\$80\.00 spent of \$75\.00, /);
    await plan(20_000);
    await tell();
    expect(await told()).toMatchObject([{ ...over, read: true }]);
    await plan(7_000);
    await tell();
    expect(await told()).toMatchObject([{ read: true }, { ...over, read: false }]);
  });
});
