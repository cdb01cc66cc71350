import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import type { LinkEventInput } from '#lib/link-events/contract';
import { recordLinkEvents } from '#lib/link-events/mutations';
import { createHousehold, createLinkedHousehold, syncOnce } from '#lib/testing/household';
import { control, editTruth } from '#lib/testing/sandbox';
import { buildBundle } from './build-bundle.ts';
import type { MissingQuery, MissingStep } from './contract.ts';
import { findMissing } from './queries.ts';

const today = new Date().toISOString().slice(0, 10);

/** A linked bank with its history, and what is said about something that misses on its first account. */
async function createBank() {
  const { owner, item } = await createLinkedHousehold();
  const { householdId } = owner;
  const accounts = await db().account.findMany({
    where: { householdId },
    orderBy: { createdAt: 'asc' },
  });
  const [account, other] = accounts;
  if (!account?.plaidAccountId || !other?.plaidAccountId) throw new Error('Too few accounts.');
  const add = async (rows: object[], accountId = account.plaidAccountId) => {
    const edited = await editTruth(item.plaidItemId, {
      add: rows.map((row) => ({ account_id: accountId, date: today, ...row })),
    });
    await syncOnce(item);
    return edited.added;
  };
  const ask = async (query: Partial<MissingQuery>) => {
    const { items } = await findMissing(owner, account.id, { date: today, ...query });
    return (kind: MissingStep['kind']) => {
      const step = items.find((each) => each.kind === kind);
      if (!step) throw new Error(`No step ${kind}.`);
      return step;
    };
  };
  return { owner, item, householdId, account, other, add, ask };
}

const merchants = (step: MissingStep) =>
  'rows' in step ? step.rows.map(({ merchant }) => merchant) : [];

describe('findMissing', () => {
  it('finds it where it is: here, pending, withdrawn, hidden or on another account', async () => {
    const { item, other, add, ask, householdId } = await createBank();
    await add([
      { amount: 41.07, name: 'Zebra Posted' },
      { amount: 42.07, name: 'Zebra Pending', pending: true },
      { amount: 44.07, name: 'Zebra Hidden' },
    ]);
    await add([{ amount: 45.07, name: 'Zebra Elsewhere' }], other.plaidAccountId);
    const withdrawn = await add([{ amount: 43.07, name: 'Zebra Withdrawn' }]);
    await editTruth(item.plaidItemId, { remove: withdrawn });
    await syncOnce(item);
    await db().transaction.updateMany({
      where: { householdId, name: 'Zebra Hidden' },
      data: { hidden: true, hiddenSetAt: new Date() },
    });
    const step = await ask({ text: 'zebra' });
    expect(merchants(step('here'))).toEqual(['Zebra Posted']);
    expect(merchants(step('pending'))).toEqual(['Zebra Pending']);
    expect(merchants(step('withdrawn'))).toEqual(['Zebra Withdrawn']);
    expect(merchants(step('hidden'))).toEqual(['Zebra Hidden']);
    expect(merchants(step('elsewhere'))).toEqual(['Zebra Elsewhere']);
    for (const amount of ['41.07', '42.07', '43.07', '44.07', '45.07']) {
      const one = await ask({ amount });
      const kinds = ['here', 'pending', 'withdrawn', 'hidden', 'elsewhere'] as const;
      expect(kinds.filter((kind) => one(kind).verdict === 'found')).toHaveLength(1);
    }
  });

  it('does not call withdrawn what is kept, or what another row took over', async () => {
    const { item, add, ask, householdId } = await createBank();
    const rows = await add([
      { amount: 51.07, name: 'Kept Row' },
      { amount: 52.07, name: 'Taken Row' },
      { amount: 52.07, name: 'Taking Row' },
    ]);
    await editTruth(item.plaidItemId, { remove: rows.slice(0, 2) });
    await syncOnce(item);
    expect(merchants((await ask({ text: ' row'.trim() }))('withdrawn'))).toHaveLength(2);
    await db().transaction.updateMany({
      where: { householdId, name: 'Kept Row' },
      data: { keptAt: new Date() },
    });
    const taking = await db().transaction.findFirstOrThrow({
      where: { householdId, name: 'Taking Row' },
    });
    await db().transactionAlias.create({
      data: {
        householdId,
        itemId: item.itemId,
        plaidTransactionId: rows[1] ?? '',
        transactionId: taking.id,
      },
    });
    const step = await ask({ text: 'row' });
    expect(merchants(step('withdrawn'))).toEqual([]);
    expect(merchants(step('here')).sort()).toEqual(['Kept Row', 'Taking Row']);
  });

  it('says why it may not be here: too old, too early, a broken connection', async () => {
    const { item, ask } = await createBank();
    const old = await ask({ date: '2019-01-31' });
    expect(old('window').verdict).toBe('likely');
    expect(old('lag').verdict).not.toBe('likely');
    expect(old('connection').verdict).toBe('clear');
    const fresh = await ask({ date: today, text: 'nothing like it' });
    expect(fresh('lag').verdict).toBe('likely');
    expect(fresh('window').verdict).toBe('clear');
    await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
    await syncOnce(item);
    const broken = (await ask({ text: 'nothing like it' }))('connection');
    expect(broken).toMatchObject({ verdict: 'likely', state: { name: 'needs_sign_in' } });
  });

  it('takes the person’s % for a letter', async () => {
    const { add, ask } = await createBank();
    await add([{ amount: 61.07, name: 'Ten Percent Off' }]);
    expect(merchants((await ask({ text: 'ten%off' }))('here'))).toEqual([]);
  });

  it('is no way into another household', async () => {
    const { account, add } = await createBank();
    await add([{ amount: 71.07, name: 'Zebra Private' }]);
    const stranger = await createBank();
    const query = { date: today, text: 'zebra' };
    await expect(findMissing(stranger.owner, account.id, query)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      buildBundle(stranger.owner, account.id, { ...query, amounts: true }),
    ).rejects.toMatchObject({ code: 'not_found' });
    for (const step of (await findMissing(stranger.owner, stranger.account.id, query)).items) {
      expect(merchants(step)).toEqual([]);
    }
  });
});

describe('buildBundle', () => {
  it('names what support needs, and no secret; amounts only when they are wanted', async () => {
    const { owner, householdId, item, account, add } = await createBank();
    await add([{ amount: 81.37, name: 'Zebra Posted' }]);
    const row = await db().item.findUniqueOrThrow({
      where: { householdId_id: { householdId, id: item.itemId } },
    });
    await db().webhookLog.create({
      data: {
        id: newId(),
        plaidItemId: item.plaidItemId,
        webhookType: 'TRANSACTIONS',
        webhookCode: 'SYNC_UPDATES_AVAILABLE',
        body: {},
        bodyHash: new Uint8Array(32),
        keyId: 'test',
        issuedAt: new Date(),
      },
    });
    const query = { date: today, text: 'zebra', amount: '81.37' };
    const without = await buildBundle(owner, account.id, { ...query, amounts: false });
    const both = [JSON.stringify(without.bundle), without.text];
    const runs = await db().syncRun.findMany({ where: { householdId } });
    const requestId = runs.find((run) => run.requestId)?.requestId ?? 'none';
    for (const text of both) {
      expect(text).toContain(item.plaidItemId);
      expect(text).toContain(account.plaidAccountId);
      expect(text).toContain('SYNC_UPDATES_AVAILABLE');
      expect(text).toContain(requestId);
      for (const secret of [
        row.transactionsCursor,
        row.accessTokenSealed,
        account.name,
        '8137',
        '81.37',
      ]) {
        expect(text).not.toContain(secret);
      }
      expect(text).not.toMatch(/access-(sandbox|production)/);
      expect(text).not.toMatch(/"mask"|mask/);
    }
    const withAmounts = await buildBundle(owner, account.id, { ...query, amounts: true });
    expect(withAmounts.text).toContain('-8137');
  });

  it('names the passages through Link: the first, and those of update mode, with what failed', async () => {
    const { owner, householdId, item, account } = await createBank();
    const tell = (into: string, linkSessionId: string, at: string, more: Partial<LinkEventInput>) =>
      recordLinkEvents(into, {
        events: [
          {
            id: newId(),
            linkSessionId,
            purpose: 'update',
            itemId: item.itemId,
            name: 'OPEN',
            viewName: null,
            institutionId: null,
            institutionName: null,
            errorType: null,
            errorCode: null,
            exitStatus: null,
            requestId: null,
            at: `2026-11-21T${at}:00Z`,
            ...more,
          },
        ],
      });
    const locked = { name: 'ERROR', errorCode: 'ITEM_LOCKED', requestId: 'req-locked' };
    await tell(householdId, 'session-failed', '12:00', {});
    await tell(householdId, 'session-failed', '12:01', locked);
    await tell(householdId, 'session-good', '13:00', {});
    await tell(householdId, 'session-good', '13:01', { name: 'HANDOFF' });
    await tell(householdId, 'session-elsewhere', '14:00', { itemId: newId() });
    const stranger = await createHousehold();
    await tell(stranger.householdId, 'session-strange', '15:00', {});

    const { bundle, text } = await buildBundle(owner, account.id, {
      date: today,
      amounts: false,
    });
    expect(bundle).toMatchObject({
      item: { linkSessionId: 'test' },
      linkSessions: [
        { linkSessionId: 'session-good', purpose: 'update', finished: true, errorCode: null },
        {
          linkSessionId: 'session-failed',
          finished: false,
          errorCode: 'ITEM_LOCKED',
          requestId: 'req-locked',
        },
      ],
    });
    expect(text).toMatch(/- linkSessionId session-failed, .*errorCode ITEM_LOCKED/);
    expect(text).not.toMatch(/session-(elsewhere|strange)/);
  });
});
