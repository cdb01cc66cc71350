import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { readAccessToken } from '#lib/items/access-token';
import { getItem } from '#lib/items/queries';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { readEverything } from '#lib/testing/read-everything';
import { control, settleDeposit } from '#lib/testing/sandbox';
import { applyToItem } from '#lib/webhooks/apply-to-item';
import { webhookEffect } from '#lib/webhooks/webhook-codes';
import { isUnproven } from './proof.ts';
import { getProof } from './queries.ts';
import { tellNumbers } from './tell-numbers.ts';

let ana: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
});

async function link(options: Parameters<typeof linkItem>[1]): Promise<LinkedItem> {
  const item = await linkItem(ana, options);
  await syncHistory(item);
  return item;
}

async function accountOf({ householdId, itemId }: LinkedItem, subtype: string): Promise<string> {
  const where = { householdId, itemId, subtype };
  return (await db().account.findFirstOrThrow({ where, select: { id: true } })).id;
}

describe('the numbers of an account', () => {
  it('are told to whoever linked it, noted, and kept nowhere', async () => {
    const item = await link({ alsoProducts: ['auth'] });
    const accountId = await accountOf(item, 'checking');
    const answer = await tellNumbers(ana, accountId);
    expect(answer).toEqual({
      state: 'told',
      numbers: [
        {
          kind: 'ach',
          account: '1111222233330000',
          routing: '011401533',
          wireRouting: '021000021',
          isTokenized: false,
        },
      ],
    });
    const kept = await readEverything();
    expect(kept).toContain('numbers_told');
    expect(kept).not.toContain('1111222233330000');
  });

  it('are those of the country', async () => {
    const canada = await link({ institutionId: 'ins_43', alsoProducts: ['auth'] });
    expect(await tellNumbers(ana, await accountOf(canada, 'checking'))).toMatchObject({
      numbers: [{ kind: 'eft', institution: '021', branch: '01140' }],
    });
  });

  it('are nobody else’s: not another member’s, not another household’s', async () => {
    const item = await link({ alsoProducts: ['auth'] });
    const accountId = await accountOf(item, 'checking');
    const ben = await joinHousehold(ana);
    await db().accountSight.deleteMany({ where: { householdId: ana.householdId } });
    await expect(tellNumbers(ben, accountId)).rejects.toMatchObject({
      code: expect.stringMatching(/^(forbidden|not_found)$/),
    });
    await expect(tellNumbers(await createHousehold(), accountId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('where there are none, it is said why', () => {
  it.each([
    ['INVALID_INPUT', 'ADDITIONAL_CONSENT_REQUIRED', { state: 'needs_consent' }],
    ['ITEM_ERROR', 'NO_AUTH_ACCOUNTS', { state: 'unsupported' }],
    ['ITEM_ERROR', 'PRODUCTS_NOT_SUPPORTED', { state: 'unsupported' }],
    ['ITEM_ERROR', 'PRODUCT_NOT_READY', { state: 'waiting', proof: 'coming' }],
  ])('%s %s', async (errorType, errorCode, answer) => {
    const item = await link({ alsoProducts: ['auth'] });
    await control('/faults', { path: '/auth/get', times: 1, errorType, errorCode });
    expect(await tellNumbers(ana, await accountOf(item, 'checking'))).toEqual(answer);
  });

  it('the bank was not allowed to', async () => {
    const item = await link({});
    expect(await tellNumbers(ana, await accountOf(item, 'checking'))).toEqual({
      state: 'needs_consent',
    });
  });

  it('a card has none', async () => {
    const item = await link({ alsoProducts: ['auth'] });
    expect(await tellNumbers(ana, await accountOf(item, 'credit card'))).toEqual({
      state: 'unsupported',
    });
  });

  it.each([
    ['ITEM_ERROR', 'ITEM_LOGIN_REQUIRED', 'item_needs_you'],
    ['INSTITUTION_ERROR', 'INSTITUTION_DOWN', 'plaid_unavailable'],
  ])('%s %s is %s', async (errorType, errorCode, code) => {
    const item = await link({ alsoProducts: ['auth'] });
    await control('/faults', { path: '/auth/get', times: 1, errorType, errorCode });
    await expect(tellNumbers(ana, await accountOf(item, 'checking'))).rejects.toMatchObject({
      code,
    });
  });
});

describe('an account that a deposit is to prove', () => {
  async function linkUnproven() {
    const item = await link({
      institutionId: 'ins_109512',
      username: 'user_good',
      password: 'microdeposits_good',
      alsoProducts: ['auth'],
    });
    return { item, accountId: await accountOf(item, 'checking') };
  }

  /** Plaid's webhook of what became of all deposits, and the sync that it brings. */
  async function settle(item: LinkedItem, became: 'arrived' | 'expired', code: string) {
    const { householdId, itemId } = item;
    const accounts = await db().$queryRaw<{ plaidAccountId: string | null }[]>`
      SELECT a."plaidAccountId" FROM "Account" a
      WHERE a."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid AND ${isUnproven}`;
    const accessToken = await readAccessToken(householdId, itemId);
    for (const { plaidAccountId } of accounts) {
      await settleDeposit(accessToken, plaidAccountId ?? '', became);
    }
    const body = { webhook_type: 'AUTH', webhook_code: code };
    const ring = db().$transaction((tx) =>
      applyToItem(tx, item, webhookEffect('AUTH', code), body),
    );
    expect(await ring).toBe('woke');
    await syncOnce(item);
  }

  it('waits without its numbers, which are told once the deposit has come', async () => {
    const { item, accountId } = await linkUnproven();
    expect(await getProof(ana, accountId)).toBe('coming');
    expect(await tellNumbers(ana, accountId)).toEqual({ state: 'waiting', proof: 'coming' });
    expect((await getItem(ana, item.itemId)).state).toMatchObject({
      label: 'Deposit on its way',
      actor: 'nobody',
    });
    await settle(item, 'arrived', 'AUTOMATICALLY_VERIFIED');
    expect(await getProof(ana, accountId)).toBeNull();
    expect(await tellNumbers(ana, accountId)).toMatchObject({ state: 'told' });
    expect((await getItem(ana, item.itemId)).state.label).toBe('Up to date');
  });

  it('is to be linked anew where the deposit did not come in time', async () => {
    const { item, accountId } = await linkUnproven();
    await settle(item, 'expired', 'VERIFICATION_EXPIRED');
    expect(await getProof(ana, accountId)).toBe('expired');
    expect((await getItem(ana, item.itemId)).state).toMatchObject({
      label: 'Deposit expired',
      action: 'link_numbers',
      actor: 'person',
    });
  });
});
