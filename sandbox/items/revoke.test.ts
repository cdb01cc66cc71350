import { Products } from 'plaid';
import { beforeEach, describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import { catchProblem, openReceiver, openTestSandbox, waitFor } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const receiver = await openReceiver();

beforeEach(() => {
  receiver.received.length = 0;
});

async function link() {
  const client = sandbox.client();
  const item = await linkItem(client, { webhook: receiver.url });
  await waitForHistory(client, item.accessToken);
  return { client, ...item };
}

describe('a withdrawn permission', () => {
  it('is told of, stops every call to the bank, and comes back', async () => {
    const { client, accessToken: access_token, itemId } = await link();
    const { cursor } = await syncAll(client, access_token);
    await sandbox.control(`/items/${itemId}/revoke`, {});
    const told = await waitFor('the webhook', () => receiver.find('USER_PERMISSION_REVOKED'));
    expect(told.body).toMatchObject({
      webhook_type: 'ITEM',
      item_id: itemId,
      error: { error_type: 'INVALID_INPUT', error_code: 'USER_PERMISSION_REVOKED', status: 400 },
    });
    for (const call of [
      client.transactionsSync({ access_token, cursor }),
      client.accountsBalanceGet({ access_token }),
      client.transactionsRefresh({ access_token }),
    ]) {
      expect(await catchProblem(call)).toMatchObject({
        status: 400,
        error_type: 'INVALID_INPUT',
        error_code: 'USER_PERMISSION_REVOKED',
      });
    }
    const { item } = (await client.itemGet({ access_token })).data;
    expect(item.error).toMatchObject({ error_code: 'USER_PERMISSION_REVOKED' });
    await sandbox.control(`/items/${itemId}/login`, { state: 'repaired' });
    expect((await syncAll(client, access_token, cursor)).added).toEqual([]);
  });

  it('of one account takes that account away', async () => {
    const { client, accessToken: access_token, itemId } = await link();
    const before = (await client.accountsGet({ access_token })).data.accounts;
    const account_id = before[1]?.account_id ?? '';
    await sandbox.control(`/items/${itemId}/revoke`, { account_id });
    const told = await waitFor('the webhook', () => receiver.find('USER_ACCOUNT_REVOKED'));
    expect(told.body).toMatchObject({ item_id: itemId, account_id });
    const after = (await client.accountsGet({ access_token })).data.accounts;
    expect(after).toEqual(before.filter((account) => account.account_id !== account_id));
    const options = { account_ids: [account_id] };
    const problem = await catchProblem(client.accountsGet({ access_token, options }));
    expect(problem.error_code).toBe('INVALID_ACCOUNT_ID');
    await expect(sandbox.control(`/items/${itemId}/revoke`, { account_id })).rejects.toThrow('404');
  });
});

describe('a new account at the bank', () => {
  it('is told of, and not shared before the person agrees', async () => {
    const { client, accessToken: access_token, itemId } = await link();
    const before = (await client.accountsGet({ access_token })).data.accounts;
    const { account } = await sandbox.control<{ account: { account_id: string; name: string } }>(
      `/items/${itemId}/accounts`,
      { name: 'Holiday Savings', subtype: 'savings', current: 12 },
    );
    expect(account).toMatchObject({ name: 'Holiday Savings', balances: { current: 12 } });
    await waitFor('the webhook', () => receiver.find('NEW_ACCOUNTS_AVAILABLE'));
    expect((await client.accountsGet({ access_token })).data.accounts).toEqual(before);
  });
});

describe('codes fired on demand', () => {
  it('need the product they speak of', async () => {
    const client = sandbox.client();
    const auth = await linkItem(client, { webhook: receiver.url }, [Products.Auth]);
    const fire = (webhook_code: string, webhook_type: string) =>
      client.sandboxItemFireWebhook({
        access_token: auth.accessToken,
        webhook_code: webhook_code as never,
        webhook_type: webhook_type as never,
      });
    await fire('SMS_MICRODEPOSITS_VERIFICATION', 'AUTH');
    const told = await waitFor('it', () => receiver.find('SMS_MICRODEPOSITS_VERIFICATION'));
    expect(told.body).toMatchObject({ webhook_type: 'AUTH', status: 'MANUALLY_VERIFIED' });
    const assets = await catchProblem(fire('PRODUCT_READY', 'ASSETS'));
    expect(assets.error_code).toBe('SANDBOX_PRODUCT_NOT_ENABLED');
    const refused = await catchProblem(fire('SYNC_UPDATES_AVAILABLE', 'TRANSACTIONS'));
    expect(refused.error_code).toBe('SANDBOX_PRODUCT_NOT_ENABLED');
  });
});
