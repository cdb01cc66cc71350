import { beforeEach, describe, expect, it } from 'vitest';
import { tablePlans } from '#lib/archives/tables';
import { db } from '#lib/db/client';
import type { ItemProductState } from '#lib/db/generated/enums';
import { env } from '#lib/env';
import { disconnectItem } from '#lib/items/disconnect-item';
import { markItemRepaired } from '#lib/items/request-item-sync';
import { fetchProducts } from '#lib/products/fetch-products';
import { listDue } from '#lib/products/find-due';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { applyToItem } from '#lib/webhooks/apply-to-item';
import { webhookEffect } from '#lib/webhooks/webhook-codes';
import { askIdentity, forgetIdentity } from './ask-identity.ts';
import type { Address } from './contract.ts';
import { matchWithBank } from './match-identity.ts';
import { setOwnDetails } from './own-details.ts';
import { getIdentity } from './queries.ts';

let ana: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
});

type Owner = { names: string[]; street?: string; email?: string };

/** A bank of two accounts of one owner. */
async function link({ names, street, email }: Owner): Promise<LinkedItem> {
  const address = { street, city: 'Malakoff', region: 'NY', postal_code: '14236', country: 'US' };
  const identity = {
    names,
    phone_numbers: [],
    emails: email ? [{ primary: true, type: 'primary', data: email }] : [],
    addresses: street ? [{ primary: true, data: address }] : [],
  };
  const account = { type: 'depository', subtype: 'checking', identity };
  const accounts = [account, { ...account, subtype: 'savings' }];
  return linkAs('user_custom', JSON.stringify({ override_accounts: accounts }));
}

async function linkAs(username: string, password?: string, isAllowed = true) {
  const alsoProducts: 'identity'[] = isAllowed ? ['identity'] : [];
  const item = await linkItem(ana, { username, password, alsoProducts });
  await syncHistory(item);
  return item;
}

async function ask(item: LinkedItem): Promise<void> {
  await askIdentity(ana, item.itemId);
  await read(item);
}

const read = (item: LinkedItem) => fetchProducts(item, () => 0.5);

const countKept = () => db().accountIdentity.count({ where: { householdId: ana.householdId } });

async function stateOf(item: LinkedItem): Promise<ItemProductState | null> {
  const { householdId, itemId } = item;
  const where = { householdId, itemId, product: 'identity' };
  return (await db().itemProduct.findFirst({ where }))?.state ?? null;
}

const home: Address = {
  street: '1 New Street',
  city: 'Malakoff',
  region: 'NY',
  postalCode: '14236',
  country: 'US',
};

describe('what a bank has on file', () => {
  it('is asked for by its person alone, never by itself', async () => {
    const item = await link({ names: ['Ana Ray'] });
    expect(await listDue(item)).not.toContain('identity');
    await read(item);
    expect(await stateOf(item)).toBeNull();
    expect((await getIdentity(ana)).banks).toMatchObject([{ state: 'unasked', files: [] }]);
    await ask(item);
    expect(await stateOf(item)).toBe('ready');
    expect((await getIdentity(ana)).banks).toMatchObject([
      { state: 'ready', text: null, files: [{ names: ['Ana Ray'], accounts: [{}, {}] }] },
    ]);
  });

  it('is kept sealed, and in no text of the database', async () => {
    const item = await link({ names: ['Zerlina Quux'], street: '1 New Street' });
    await ask(item);
    await setOwnDetails(ana, { kind: 'names', said: [{ value: 'Zerlina Quux', isRight: true }] });
    expect(await countKept()).toBe(2);
    const texts = Object.keys(tablePlans).map((table) =>
      db().$queryRawUnsafe<{ text: string | null }[]>(
        `SELECT string_agg(t::text, E'\n') AS "text" FROM "${table}" t`,
      ),
    );
    const kept = (await Promise.all(texts)).map(([row]) => row?.text ?? '').join('\n');
    expect(kept).toContain('identity_asked');
    expect(kept).not.toContain('Zerlina');
  });

  it('is compared with what other banks have, and judged by what the person says', async () => {
    const current = await link({ names: ['Ana Ray'], street: '1 New St' });
    const old = await link({ names: ['ANA RAY'], street: '7 Old Lane' });
    await ask(current);
    await ask(old);
    const find = async () =>
      (await getIdentity(ana)).facts.find(({ kind }) => kind === 'addresses');
    expect(await find()).toMatchObject({ standing: 'ask', outdated: [], values: [{}, {}] });
    const lane: Address = { ...home, street: '7 Old Ln' };
    const said = [
      { value: home, isRight: true },
      { value: lane, isRight: false },
    ];
    await setOwnDetails(ana, { kind: 'addresses', said });
    const judged = { standing: 'judged', outdated: [{ itemId: old.itemId }] };
    expect(await find()).toMatchObject(judged);
    // What the person said outlives whatever a bank says next.
    await ask(old);
    expect(await find()).toMatchObject(judged);
    expect((await getIdentity(ana)).facts.find(({ kind }) => kind === 'names')).toMatchObject({
      standing: 'same',
    });
  });

  it('is nobody else’s, whatever they see of the accounts', async () => {
    const item = await link({ names: ['Ana Ray'] });
    await ask(item);
    const ben = await joinHousehold(ana);
    expect(await getIdentity(ben)).toMatchObject({ banks: [], compared: 0 });
    for (const use of [askIdentity, forgetIdentity, matchWithBank]) {
      await expect(use(ben, item.itemId)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(use(await createHousehold(), item.itemId)).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });

  it('has Plaid look at the bank again only where the operator pays for it, once a day', async () => {
    const item = await link({ names: ['Ana Ray'] });
    const asked = async () =>
      (
        await control<{ requests: unknown[] }>(
          `/requests?path=/identity/refresh&itemId=${item.plaidItemId}`,
        )
      ).requests.length;
    const isBilled = async () => (await getIdentity(ana)).banks[0]?.isBilled;
    await ask(item);
    await ask(item);
    expect([await asked(), await isBilled()]).toEqual([0, false]);
    Object.assign(env(), { REFRESH_IDENTITY: true });
    expect(await isBilled()).toBe(true);
    await ask(item);
    expect(await asked()).toBe(1);
    await expect(askIdentity(ana, item.itemId)).rejects.toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('in 24 h'),
    });
    // Asked for the first time, there is nothing to look at again.
    await forgetIdentity(ana, item.itemId);
    expect(await isBilled()).toBe(false);
    await ask(item);
    expect(await asked()).toBe(1);
    Object.assign(env(), { REFRESH_IDENTITY: false });
  });

  it('is read again when Plaid says that it changed, and not where nobody asked', async () => {
    const item = await link({ names: ['Ana Ray'] });
    const ring = () =>
      db().$transaction((tx) =>
        applyToItem(tx, item, webhookEffect('IDENTITY', 'DEFAULT_UPDATE'), {
          webhook_type: 'IDENTITY',
        }),
      );
    await ring();
    expect(await listDue(item)).not.toContain('identity');
    await ask(item);
    expect(await listDue(item)).not.toContain('identity');
    await ring();
    expect(await listDue(item)).toContain('identity');
  });
});

describe('it ends', () => {
  it.each(['keep', 'delete'] as const)('with the connection: %s', async (history) => {
    const item = await link({ names: ['Ana Ray'] });
    await ask(item);
    await disconnectItem(ana, item.itemId, { history });
    expect(await countKept()).toBe(0);
    expect(await stateOf(item)).toBeNull();
  });

  it('with the permission, and is asked for anew after it is given again', async () => {
    const item = await link({ names: ['Ana Ray'] });
    await ask(item);
    await db().$transaction((tx) => applyToItem(tx, item, 'stop_item', {}));
    expect(await countKept()).toBe(0);
    await markItemRepaired(ana, item.itemId);
    expect(await listDue(item)).not.toContain('identity');
  });

  it('with the account that is no longer shared', async () => {
    const item = await link({ names: ['Ana Ray'] });
    await ask(item);
    const { householdId, itemId } = item;
    const where = { householdId, itemId, subtype: 'savings' };
    await db().account.updateMany({ where, data: { removedAt: new Date() } });
    expect(await countKept()).toBe(1);
  });

  it('when its person says so, also while it is being read', async () => {
    const item = await link({ names: ['Ana Ray'] });
    await askIdentity(ana, item.itemId);
    await control('/faults', { path: '/identity/get', times: 1, delayMs: 500 });
    const reading = read(item);
    await expect
      .poll(async () => (await listDue(item)).includes('identity'), { timeout: 20_000 })
      .toBe(false);
    await forgetIdentity(ana, item.itemId);
    await reading;
    expect(await countKept()).toBe(0);
    expect(await stateOf(item)).toBeNull();
  });
});

describe('where it does not come, it is said why', () => {
  it.each([
    ['ITEM_ERROR', 'PRODUCT_NOT_READY', 'waiting'],
    ['ITEM_ERROR', 'PRODUCTS_NOT_SUPPORTED', 'unsupported'],
    ['ITEM_ERROR', 'ACCESS_NOT_GRANTED', 'needs_consent'],
    ['INSTITUTION_ERROR', 'INSTITUTION_DOWN', 'failed'],
  ])('%s %s: %s', async (errorType, errorCode, state) => {
    const item = await link({ names: ['Ana Ray'] });
    await control('/faults', { path: '/identity/get', times: 1, errorType, errorCode });
    await ask(item);
    const [bank] = (await getIdentity(ana)).banks;
    expect(bank).toMatchObject({ state, files: [] });
    expect(bank?.text).toContain('First Platypus Bank');
  });

  it('one bank that fails leaves what another said', async () => {
    const [one, other] = [await link({ names: ['Ana Ray'] }), await link({ names: ['Ana Ray'] })];
    await ask(one);
    const fault = { errorType: 'API_ERROR', errorCode: 'INTERNAL_SERVER_ERROR' };
    await control('/faults', { path: '/identity/get', times: 1, ...fault });
    await ask(other);
    expect(await getIdentity(ana)).toMatchObject({
      compared: 1,
      banks: [{ state: 'ready' }, { state: 'failed' }],
    });
  });

  it('the bank was not allowed to, until the person allows it', async () => {
    const item = await linkAs('user_good', undefined, false);
    await control('/faults', {
      path: '/identity/get',
      times: 1,
      errorType: 'INVALID_INPUT',
      errorCode: 'ADDITIONAL_CONSENT_REQUIRED',
    });
    await ask(item);
    expect((await getIdentity(ana)).banks).toMatchObject([{ consent: 'identity' }]);
    await markItemRepaired(ana, item.itemId);
    await read(item);
    expect((await getIdentity(ana)).banks).toMatchObject([{ state: 'ready', consent: null }]);
  });
});

describe('Plaid’s own judgement', () => {
  it('is of what the person says is right, tells what each score means, and is noted', async () => {
    const item = await link({ names: ['Ana Ray'], street: '1 New Street' });
    await expect(matchWithBank(ana, item.itemId)).rejects.toMatchObject({
      code: 'nothing_to_verify',
    });
    await setOwnDetails(ana, { kind: 'names', said: [{ value: 'Ana Ray', isRight: true }] });
    const elsewhere = { ...home, street: '99 Quite Another Avenue', postalCode: '94016' };
    await setOwnDetails(ana, { kind: 'addresses', said: [{ value: elsewhere, isRight: true }] });
    const [match, ...others] = await matchWithBank(ana, item.itemId);
    expect(others).toEqual([]);
    expect(match?.accounts).toHaveLength(2);
    expect(match?.scores).toMatchObject([
      { kind: 'names', score: 100, meaning: 'Same' },
      { kind: 'addresses', meaning: 'Weak match' },
      { kind: 'phones', score: null, meaning: 'Not known' },
      { kind: 'emails', score: null, meaning: 'Not known' },
    ]);
    const where = { chainId: ana.householdId, kind: 'identity_matched' };
    expect(await db().auditEntry.count({ where })).toBe(1);
  });

  it.each([
    ['ITEM_ERROR', 'ITEM_LOGIN_REQUIRED', 'item_needs_you'],
    ['INSTITUTION_ERROR', 'INSTITUTION_DOWN', 'plaid_unavailable'],
  ])('%s %s is %s', async (errorType, errorCode, code) => {
    const item = await link({ names: ['Ana Ray'] });
    await setOwnDetails(ana, { kind: 'names', said: [{ value: 'Ana Ray', isRight: true }] });
    await control('/faults', { path: '/identity/match', times: 1, errorType, errorCode });
    await expect(matchWithBank(ana, item.itemId)).rejects.toMatchObject({ code });
  });
});
