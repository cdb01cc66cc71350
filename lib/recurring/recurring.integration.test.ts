import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { addDays } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { setPrivacy } from '#lib/privacy/set-privacy';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { control, editTruth } from '#lib/testing/sandbox';
import { createTransfer } from '#lib/transfers/mutations';
import { takeBack } from '#lib/undo-steps/take-back';
import { applyToItem } from '#lib/webhooks/apply-to-item';
import { webhookEffect } from '#lib/webhooks/webhook-codes';
import { decideStreams, editStream, mergeStreams } from './change-streams.ts';
import type { DecisionInput, StreamDto } from './contract.ts';
import { listDues, listedOnce, listUpcoming } from './dues.ts';
import { countAsked, getRecurring, getStream } from './queries.ts';
import { listUnsettledStreams } from './request-streams.ts';
import { settleStreams } from './settle-streams.ts';

const today = new Date().toISOString().slice(0, 10);
const notFound = { code: 'not_found' };
const path = '/transactions/recurring/get';

let owner: TestHousehold;

beforeEach(async () => {
  owner = await createHousehold();
});

async function settle(): Promise<StreamDto[]> {
  await settleStreams(owner.householdId);
  return (await getRecurring(owner, today)).streams;
}

/** Payments every thirty days in an account kept by hand, the last so many days ago. */
async function enter(name: string, amounts: number[], lastDaysAgo = 5): Promise<string> {
  const wallet = { name: 'Wallet', kind: 'checking', currency: 'USD', openingMinor: 0 } as const;
  const { id: accountId } = await createAccount(owner, wallet);
  for (const [index, amountMinor] of amounts.entries()) {
    const date = addDays(today, -lastDaysAgo - 30 * (amounts.length - 1 - index));
    await createEntry(owner, { accountId, date, amountMinor, name });
  }
  return accountId;
}

const thrice = (minor: number) => [minor, minor, minor];

async function pairAll(outs: string[], ins: string[]): Promise<void> {
  for (const [index, transactionId] of outs.entries()) {
    await createTransfer(owner, { transactionId, otherId: ins[index] ?? '' });
  }
}

async function readRowIds(accountId: string): Promise<string[]> {
  const where = { householdId: owner.householdId, accountId };
  const rows = await db().transaction.findMany({ where, orderBy: { date: 'asc' } });
  return rows.map(({ id }) => id);
}

/** A login whose one account has a subscription every thirty days. */
async function linkSubscription(): Promise<LinkedItem> {
  const transactions = [125, 95, 65, 35, 5].map((days) => ({
    date_transacted: addDays(today, -days),
    date_posted: addDays(today, -days),
    description: 'Streamflix',
    amount: 15.99,
    currency: 'USD',
  }));
  const account = { type: 'depository', subtype: 'checking', transactions };
  const item = await linkItem(owner, {
    username: 'user_custom',
    password: JSON.stringify({ override_accounts: [account] }),
  });
  await syncHistory(item);
  return item;
}

const only = (streams: StreamDto[]): StreamDto => {
  expect(streams).toHaveLength(1);
  if (!streams[0]) throw new Error('There is none.');
  return streams[0];
};

describe('what Plaid finds', () => {
  it('is suggested with its rows, and goes on as they come', async () => {
    const item = await linkSubscription();
    const stream = only(await settle());
    expect(stream).toMatchObject({
      state: 'suggested',
      cadence: 'monthly',
      amountMinor: -1_599,
      count: 5,
      lastOn: addDays(today, -5),
    });
    const row = await db().stream.findFirstOrThrow({ where: { householdId: owner.householdId } });
    expect(row.plaidStreamIds).toHaveLength(1);

    await decideStreams(owner, { streamIds: [stream.id], state: 'confirmed' });
    const account = await db().account.findFirstOrThrow({ where: { itemId: item.itemId } });
    await editTruth(item.plaidItemId, {
      add: [{ account_id: account.plaidAccountId, name: 'Streamflix', amount: 17.99, date: today }],
    });
    await syncOnce(item);
    expect(only(await settle())).toMatchObject({ id: stream.id, state: 'confirmed', count: 6 });
  });

  it('is read again when Plaid says so, and not otherwise', async () => {
    const item = await linkSubscription();
    await settle();
    expect(await listUnsettledStreams()).not.toContain(owner.householdId);
    const effect = webhookEffect('TRANSACTIONS', 'RECURRING_TRANSACTIONS_UPDATE');
    await db().$transaction((tx) => applyToItem(tx, item, effect, {}));
    expect(await listUnsettledStreams()).toContain(owner.householdId);
    await settle();
    expect(await listUnsettledStreams()).not.toContain(owner.householdId);
  });

  it('stays when Plaid does not answer, and is asked for later', async () => {
    const item = await linkSubscription();
    const before = await settle();
    await syncOnce(item);
    await control('/faults', {
      path,
      times: 1,
      errorType: 'API_ERROR',
      errorCode: 'INTERNAL_SERVER_ERROR',
    });
    expect(await settle()).toEqual(before);
    expect(await listUnsettledStreams()).not.toContain(owner.householdId);
  });

  it('is found here where Plaid does not look for it, which is said once', async () => {
    const item = await linkSubscription();
    await control('/faults', {
      path,
      times: 1,
      errorType: 'ITEM_ERROR',
      errorCode: 'PRODUCTS_NOT_SUPPORTED',
    });
    const stream = only(await settle());
    expect(stream).toMatchObject({ cadence: 'monthly', count: 5 });
    expect((await getRecurring(owner, today)).unserved).toHaveLength(1);

    await db().item.updateMany({
      where: { householdId: owner.householdId, id: item.itemId },
      data: { streamsTriedAt: new Date(0) },
    });
    expect(only(await settle()).id).toBe(stream.id);
    expect((await getRecurring(owner, today)).unserved).toEqual([]);
  });
});

describe('what a person says', () => {
  it('stands, whatever is found', async () => {
    const accountId = await enter('Rent', [-90_000, -90_000, -90_000]);
    const { id } = only(await settle());
    await editStream(owner, id, { name: 'Home', cadence: 'quarterly', amountMinor: -95_000 });
    await createEntry(owner, { accountId, date: today, amountMinor: -90_000, name: 'Rent' });
    expect(only(await settle())).toMatchObject({
      id,
      state: 'confirmed',
      name: 'Home',
      cadence: 'quarterly',
      amountMinor: -95_000,
      yearMinor: -380_000,
      count: 4,
    });
    await decideStreams(owner, { streamIds: [id], state: 'rejected' });
    expect(only(await settle()).state).toBe('rejected');
    expect((await getRecurring(owner, today)).totals).toEqual([]);
  });

  it('is taken back, and not over a later word', async () => {
    await enter('Rent', [-90_000, -90_000, -90_000]);
    const { id } = only(await settle());
    const first = await decideStreams(owner, { streamIds: [id], state: 'rejected' });
    await takeBack(owner, first.undoStepId);
    expect(only(await settle())).toMatchObject({ id, state: 'suggested', count: 3 });
    const second = await editStream(owner, id, { name: 'Home' });
    await editStream(owner, id, { name: 'House' });
    await takeBack(owner, second.undoStepId);
    expect(only(await settle()).name).toBe('House');
  });

  it('makes one of two, for good, or until it is taken back', async () => {
    await enter('Old card', [-1_000, -1_000, -1_000], 40);
    await enter('New card', [-1_000, -1_000, -1_000], 4);
    const [one, two] = await settle();
    const { undoStepId } = await mergeStreams(owner, {
      streamId: one?.id ?? '',
      intoId: two?.id ?? '',
    });
    expect(only(await settle())).toMatchObject({ id: two?.id, count: 6, state: 'confirmed' });
    await takeBack(owner, undoStepId);
    const ids = (await settle()).map(({ id, count }) => [id, count]).sort();
    expect(ids).toEqual([one, two].map((each) => [each?.id, 3]).sort());
  });

  it('counts in the sums of a year, transfers aside', async () => {
    await enter('Gym', [-3_000, -3_000, -3_000]);
    await enter('Salary', [250_000, 250_000, 250_000]);
    const streams = await settle();
    await decideStreams(owner, { streamIds: streams.map(({ id }) => id), state: 'confirmed' });
    expect((await getRecurring(owner, today)).totals).toEqual([
      { currency: 'USD', outYearMinor: 36_000, inYearMinor: 3_000_000 },
    ]);
  });
});

describe('what is due', () => {
  it('is what was confirmed: what came, what is to come, and nothing after its end', async () => {
    await enter('Gym', [-3_000, -3_000, -3_000]);
    const { id } = only(await settle());
    const span = { from: addDays(today, -10), to: addDays(today, 40) };
    expect(await listDues(owner, span, today)).toEqual([]);
    await decideStreams(owner, { streamIds: [id], state: 'confirmed' });
    const states = (await listDues(owner, span, today)).map(({ on, state }) => [on > today, state]);
    expect(states[0]).toEqual([false, 'seen']);
    expect(states.slice(1).map(([, state]) => state)).toContain('expected');
    expect((await listUpcoming(owner, span.to, today)).map(({ name }) => name)).toContain('Gym');
    await editStream(owner, id, { endsOn: today });
    expect(await listUpcoming(owner, span.to, today)).toEqual([]);
  });
});

describe('a transfer', () => {
  it('is one thing that recurs, and moves both accounts', async () => {
    const [from, to] = [
      await enter('To savings', thrice(-60_000)),
      await enter('In', thrice(60_000)),
    ];
    const [outs, ins] = [await readRowIds(from), await readRowIds(to)];
    await pairAll(outs, ins);
    const stream = only(await settle());
    expect(stream).toMatchObject({ name: 'To savings', account: { id: from }, towards: 'Wallet' });
    expect(await countAsked(owner)).toBe(1);
    await decideStreams(owner, { streamIds: [stream.id], state: 'confirmed' });
    expect(await countAsked(owner)).toBe(0);
    await editStream(owner, stream.id, { amountMinor: -70_000 });
    const dues = await listUpcoming(owner, addDays(today, 30), today);
    expect(dues.map(({ accountId, amountMinor }) => [accountId, amountMinor]).sort()).toEqual(
      [
        [from, -70_000],
        [to, 70_000],
      ].sort(),
    );
    expect(listedOnce(dues).map(({ accountId }) => accountId)).toEqual([from]);
    // To whoever sees one end, it is that.
    const other = await joinHousehold(owner);
    await setPrivacy(owner, { accountId: from, memberId: other.memberId, sight: 'balance' });
    const seen = only((await getRecurring(other, today)).streams);
    expect(seen).toMatchObject({ name: 'In', account: { id: to }, towards: null });
  });

  it('is two where somebody said something of its other end', async () => {
    const [from, to] = [
      await enter('To savings', thrice(-60_000)),
      await enter('In', thrice(60_000)),
    ];
    const streams = await settle();
    const arriving = streams.find(({ account }) => account.id === to)?.id ?? '';
    await decideStreams(owner, { streamIds: [arriving], state: 'rejected' });
    const [outs, ins] = [await readRowIds(from), await readRowIds(to)];
    await pairAll(outs, ins);
    expect((await settle()).map(({ state }) => state).sort()).toEqual(['rejected', 'suggested']);
  });
});

describe('who sees it', () => {
  it('is whoever sees its transactions', async () => {
    const accountId = await enter('Rent', [-90_000, -90_000, -90_000]);
    const { id } = only(await settle());
    const other = await joinHousehold(owner);
    expect(await getRecurring(other, today)).toMatchObject({ streams: [{ id }] });
    await setPrivacy(owner, { accountId, memberId: other.memberId, sight: 'balance' });
    expect((await getRecurring(other, today)).streams).toEqual([]);
    await expect(getStream(other, id, today)).rejects.toMatchObject(notFound);
    const decision: DecisionInput = { streamIds: [id], state: 'rejected' };
    await expect(decideStreams(other, decision)).rejects.toMatchObject(notFound);
    await expect(editStream(other, id, { name: 'x' })).rejects.toMatchObject(notFound);
    const stranger = await createHousehold();
    await expect(getStream(stranger, id, today)).rejects.toMatchObject(notFound);
  });
});
