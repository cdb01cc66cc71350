import { CountryCode, Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import { catchProblem, openTestSandbox, startTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

describe('items', () => {
  it('links a login and reads the Item and its accounts', async () => {
    const client = sandbox.client();
    const { accessToken, itemId } = await linkItem(client);
    expect(accessToken).toMatch(/^access-sandbox-[0-9a-f-]{36}$/);

    const item = await client.itemGet({ access_token: accessToken });
    expect(item.data.request_id).toMatch(/^[0-9A-Za-z]{15}$/);
    expect(item.data.item).toMatchObject({
      item_id: itemId,
      institution_id: 'ins_109508',
      institution_name: 'First Platypus Bank',
      error: null,
      products: ['transactions'],
    });
    // Consent is by scope: what Transactions reads includes what Identity reads, but no account numbers.
    expect(item.data.item.consented_products).toContain('identity');
    expect(item.data.item.consented_products).not.toContain('auth');

    const { accounts } = (await client.accountsGet({ access_token: accessToken })).data;
    expect(accounts.map((account) => account.mask)).toEqual([
      '0000',
      '1111',
      '2222',
      '3333',
      '4444',
      '7777',
      '9001',
      '9002',
      '9999',
    ]);
    expect(accounts[0]).toMatchObject({
      name: 'Plaid Checking',
      balances: { available: 100, current: 110, limit: null, iso_currency_code: 'USD' },
    });
  });

  it('shows all fourteen accounts to who also asks for investments, liabilities and assets', async () => {
    const client = sandbox.client();
    const products = [Products.Transactions, Products.Investments, Products.Assets];
    const { accessToken } = await linkItem(client, {}, products);
    const { accounts } = (await client.accountsGet({ access_token: accessToken })).data;
    expect(accounts).toHaveLength(14);
  });

  it('narrows accounts to the ids asked for and refuses strange ones', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client);
    const all = (await client.accountsGet({ access_token: accessToken })).data.accounts;
    const ids = all.slice(1, 3).map((account) => account.account_id);
    const some = await client.accountsBalanceGet({
      access_token: accessToken,
      options: { account_ids: ids },
    });
    expect(some.data.accounts.map((account) => account.account_id)).toEqual(ids);
    const problem = await catchProblem(
      client.accountsGet({ access_token: accessToken, options: { account_ids: ['nobody'] } }),
    );
    expect(problem).toMatchObject({ status: 400, error_code: 'INVALID_ACCOUNT_ID' });
  });

  it('removes an Item, after which its token finds nothing', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client);
    await client.itemRemove({ access_token: accessToken });
    const problem = await catchProblem(client.itemGet({ access_token: accessToken }));
    expect(problem).toMatchObject({ error_type: 'ITEM_ERROR', error_code: 'ITEM_NOT_FOUND' });
  });

  it('replaces an access token; the old one ends at once', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client);
    const { data } = await client.itemAccessTokenInvalidate({ access_token: accessToken });
    expect((await client.itemGet({ access_token: data.new_access_token })).status).toBe(200);
    const problem = await catchProblem(client.itemGet({ access_token: accessToken }));
    expect(problem).toMatchObject({
      error_type: 'INVALID_INPUT',
      error_code: 'INVALID_ACCESS_TOKEN',
    });
  });

  it('keeps the clients apart', async () => {
    const { accessToken } = await linkItem(sandbox.client('one'));
    const problem = await catchProblem(
      sandbox.client('another').itemGet({ access_token: accessToken }),
    );
    expect(problem.error_code).toBe('INVALID_ACCESS_TOKEN');
  });
});

describe('public tokens', () => {
  it('are good once', async () => {
    const client = sandbox.client();
    const { data } = await client.sandboxPublicTokenCreate({
      institution_id: 'ins_109508',
      initial_products: [Products.Transactions],
    });
    await client.itemPublicTokenExchange({ public_token: data.public_token });
    const problem = await catchProblem(
      client.itemPublicTokenExchange({ public_token: data.public_token }),
    );
    expect(problem).toMatchObject({ status: 400, error_code: 'INVALID_PUBLIC_TOKEN' });
  });

  it('are good for half an hour', async () => {
    const other = await startTestSandbox();
    try {
      const { data } = await other.client().sandboxPublicTokenCreate({
        institution_id: 'ins_109508',
        initial_products: [Products.Transactions],
      });
      await other.control('/clock', { advanceDays: 31 / (24 * 60) });
      const problem = await catchProblem(
        other.client().itemPublicTokenExchange({ public_token: data.public_token }),
      );
      expect(problem.error_code).toBe('INVALID_PUBLIC_TOKEN');
    } finally {
      await other.close();
    }
  });

  it('need an institution, products and a login that exist', async () => {
    const client = sandbox.client();
    const create = (institution_id: string, product: Products, override_username = 'user_good') =>
      catchProblem(
        client.sandboxPublicTokenCreate({
          institution_id,
          initial_products: [product],
          options: { override_username },
        }),
      );
    expect((await create('ins_0', Products.Transactions)).error_code).toBe('INVALID_INSTITUTION');
    expect((await create('ins_109508', Products.Balance)).error_code).toBe('INVALID_PRODUCT');
    expect((await create('ins_109508', Products.Transactions, 'user_bad')).error_code).toBe(
      'INVALID_CREDENTIALS',
    );
  });
});

describe('a broken login', () => {
  it('stops calls to the bank and leaves the cached answers', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client);
    await waitForHistory(client, accessToken);
    expect(
      (await client.sandboxItemResetLogin({ access_token: accessToken })).data.reset_login,
    ).toBe(true);

    for (const call of [
      client.transactionsSync({ access_token: accessToken }),
      client.accountsBalanceGet({ access_token: accessToken }),
      client.transactionsRefresh({ access_token: accessToken }),
      client.transactionsGet({
        access_token: accessToken,
        start_date: '2020-01-01',
        end_date: '2030-01-01',
      }),
    ]) {
      expect(await catchProblem(call)).toMatchObject({
        status: 400,
        error_type: 'ITEM_ERROR',
        error_code: 'ITEM_LOGIN_REQUIRED',
      });
    }
    const item = (await client.itemGet({ access_token: accessToken })).data.item;
    expect(item.error).toMatchObject({ error_code: 'ITEM_LOGIN_REQUIRED' });
    expect((await client.accountsGet({ access_token: accessToken })).data.accounts).toHaveLength(9);
  });

  it('comes by itself after thirty days', async () => {
    const other = await startTestSandbox();
    try {
      const client = other.client();
      const { accessToken } = await linkItem(client);
      await other.control('/clock', { advanceDays: 31 });
      await expect
        .poll(async () => (await client.itemGet({ access_token: accessToken })).data.item.error)
        .toMatchObject({ error_code: 'ITEM_LOGIN_REQUIRED' });
    } finally {
      await other.close();
    }
  });
});

describe('institutions', () => {
  it('are found by id, by words and by page', async () => {
    const client = sandbox.client();
    const country_codes = [CountryCode.Us];
    const one = await client.institutionsGetById({
      institution_id: 'ins_109508',
      country_codes,
      options: { include_optional_metadata: true },
    });
    expect(one.data.institution).toMatchObject({ name: 'First Platypus Bank', oauth: false });
    const logo = Buffer.from(one.data.institution.logo ?? '', 'base64');
    expect(logo.subarray(1, 4).toString()).toBe('PNG');

    const found = await client.institutionsSearch({
      query: 'tartan',
      country_codes,
      products: [Products.Transactions],
    });
    expect(found.data.institutions.map((institution) => institution.name)).toEqual(['Tartan Bank']);

    const page = await client.institutionsGet({ count: 2, offset: 1, country_codes });
    expect(page.data.institutions).toHaveLength(2);
    expect(page.data.total).toBeGreaterThan(5);

    const problem = await catchProblem(
      client.institutionsGetById({
        institution_id: 'ins_43',
        country_codes,
      }),
    );
    expect(problem.error_code).toBe('INVALID_INSTITUTION');
  });
});

describe('products', () => {
  it('need consent, and are fetched at the first call once consented', async () => {
    const client = sandbox.client();
    const auth = await linkItem(client, {}, [Products.Auth]);
    const problem = await catchProblem(client.transactionsSync({ access_token: auth.accessToken }));
    expect(problem).toMatchObject({
      error_type: 'INVALID_INPUT',
      error_code: 'ADDITIONAL_CONSENT_REQUIRED',
    });
    // Assets covers what Transactions reads.
    const assets = await linkItem(client, {}, [Products.Assets]);
    await waitForHistory(client, assets.accessToken);
    expect((await syncAll(client, assets.accessToken)).added.length).toBeGreaterThan(30);
    const item = (await client.itemGet({ access_token: assets.accessToken })).data.item;
    expect(item.products).toEqual(['assets', 'transactions']);
  });
});

describe('categories', () => {
  it('are given without credentials', async () => {
    const response = await fetch(`${sandbox.url}/categories/get`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(200);
    const body = (await response.json()) as { categories: unknown[]; request_id: string };
    expect(body.categories.length).toBeGreaterThan(20);
    expect(body.request_id).toHaveLength(15);
  });
});
