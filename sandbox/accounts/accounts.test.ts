import { Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { openTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

async function link(institution_id: string) {
  const client = sandbox.client();
  const created = await client.sandboxPublicTokenCreate({
    institution_id,
    initial_products: [Products.Transactions],
    options: { override_username: 'user_transactions_dynamic' },
  });
  const { access_token, item_id } = (
    await client.itemPublicTokenExchange({ public_token: created.data.public_token })
  ).data;
  const read = async () => (await client.accountsGet({ access_token })).data.accounts;
  return { itemId: item_id, read };
}

describe('when a balance was brought up to date', () => {
  it('is told by Capital One alone, and moves with the balance', async () => {
    const { itemId, read } = await link('ins_128026');
    const first = Date.parse((await read())[0]?.balances.last_updated_datetime ?? '');
    await sandbox.control('/clock', { advanceDays: 0.5 });
    await sandbox.control(`/items/${itemId}/transactions`, { add: [{ amount: 4 }] });
    const moved = (await read())[0]?.balances.last_updated_datetime ?? '';
    expect(Date.parse(moved) - first).toBeGreaterThanOrEqual(12 * 3_600_000);

    const other = await link('ins_109508');
    const balances = (await other.read()).map((account) => account.balances);
    for (const each of balances) expect(each).not.toHaveProperty('last_updated_datetime');
  });

  it('is what control says', async () => {
    const { itemId, read } = await link('ins_109508');
    const [account] = await read();
    const set = (last_updated_datetime: string | null) =>
      sandbox.control(`/items/${itemId}/balances`, {
        balances: [{ account_id: account?.account_id, last_updated_datetime }],
      });
    await set('2026-11-20T06:30:00Z');
    expect((await read())[0]?.balances).toMatchObject({
      current: account?.balances.current,
      last_updated_datetime: '2026-11-20T06:30:00Z',
    });
    await set(null);
    expect((await read())[0]?.balances).toEqual(account?.balances);
  });
});
