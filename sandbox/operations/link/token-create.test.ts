import { CountryCode, Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { linkItem } from '../../testing/link-item.ts';
import { catchProblem, openTestSandbox } from '../../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

describe('link tokens', () => {
  const request = {
    client_name: 'Plumbline',
    language: 'en',
    country_codes: [CountryCode.Us],
    user: { client_user_id: 'user-1' },
  };

  it('last four hours, or half an hour in update mode', async () => {
    const client = sandbox.client();
    const fresh = await client.linkTokenCreate({ ...request, products: [Products.Transactions] });
    expect(fresh.data.link_token).toMatch(/^link-sandbox-[0-9a-f-]{36}$/);
    const hours = (Date.parse(fresh.data.expiration) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(3.9);
    expect(hours).toBeLessThan(4.1);

    const { accessToken } = await linkItem(client);
    const update = await client.linkTokenCreate({
      ...request,
      access_token: accessToken,
      update: { account_selection_enabled: true },
    });
    expect(Date.parse(update.data.expiration) - Date.now()).toBeLessThan(1_801_000);
  });

  it('tell what they were made for', async () => {
    const client = sandbox.client();
    const { data } = await client.linkTokenCreate({
      ...request,
      products: [Products.Transactions],
      optional_products: [Products.Investments],
      webhook: 'http://127.0.0.1:3000/api/plaid/webhook',
      transactions: { days_requested: 730 },
    });
    const token = (await client.linkTokenGet({ link_token: data.link_token })).data;
    expect(token.link_sessions).toEqual([]);
    expect(token.metadata).toMatchObject({
      initial_products: ['transactions', 'investments'],
      client_name: 'Plumbline',
      webhook: 'http://127.0.0.1:3000/api/plaid/webhook',
      redirect_uri: null,
    });
    const problem = await catchProblem(
      sandbox.client('another').linkTokenGet({ link_token: data.link_token }),
    );
    expect(problem.error_code).toBe('INVALID_LINK_TOKEN');
  });

  it.each([
    [{ products: [] }, 'MISSING_FIELDS', 'products'],
    [{ products: [Products.Balance] }, 'INVALID_PRODUCT', 'balance'],
    [{ user: { client_user_id: 'a@example.com' } }, 'INVALID_FIELD', 'personal information'],
    [{ redirect_uri: 'http://example.com/back' }, 'INVALID_FIELD', 'redirect_uri'],
    [{ redirect_uri: 'https://example.com/back?x=1' }, 'INVALID_FIELD', 'redirect_uri'],
    [{ webhook: 'not a url' }, 'INVALID_FIELD', 'webhook'],
    [{ language: 'tlh' }, 'INVALID_FIELD', 'language'],
    [{ optional_products: [Products.Transactions] }, 'INVALID_FIELD', 'transactions'],
    [{ update: { account_selection_enabled: true } }, 'INVALID_FIELD', 'update'],
    [{ transactions: { days_requested: 731 } }, 'INVALID_FIELD', 'transactions.days_requested'],
  ])('are refused for %j', async (change, code, words) => {
    const problem = await catchProblem(
      sandbox
        .client()
        .linkTokenCreate({ ...request, products: [Products.Transactions], ...change }),
    );
    expect(problem).toMatchObject({ status: 400, error_code: code });
    expect(problem.error_message).toContain(words);
  });
});
