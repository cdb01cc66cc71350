import { CountryCode, ProductStatusStatusEnum, Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { catchProblem, openTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

const country_codes = [CountryCode.Us, CountryCode.Gb, CountryCode.Ca];

describe('institutions', () => {
  it('say how well they answer, to who asks', async () => {
    const client = sandbox.client();
    const read = async (institution_id: string) =>
      (
        await client.institutionsGetById({
          institution_id,
          country_codes,
          options: { include_status: true },
        })
      ).data.institution.status;
    expect((await read('ins_109508'))?.item_logins?.status).toBe(ProductStatusStatusEnum.Healthy);
    expect((await read('ins_132363'))?.transactions_updates?.breakdown.success).toBeLessThan(0.9);
    const down = await read('ins_132361');
    expect(down?.item_logins).toMatchObject({
      status: ProductStatusStatusEnum.Down,
      breakdown: { refresh_interval: 'STOPPED' },
    });
    expect(down?.health_incidents).toHaveLength(1);
    expect((await read('ins_133402'))?.transactions_updates).toBeNull();
  });

  it('come page by page, by product, OAuth and routing number', async () => {
    const client = sandbox.client();
    const list = async (options: Parameters<typeof client.institutionsGet>[0]['options']) =>
      (
        await client.institutionsGet({
          count: 500,
          offset: 0,
          country_codes,
          options: options ?? {},
        })
      ).data;
    const all = await list({});
    expect(all.total).toBe(28);
    const paged: string[] = [];
    for (let offset = 0; offset < all.total; offset += 10) {
      const { data } = await client.institutionsGet({ count: 10, offset, country_codes });
      paged.push(...data.institutions.map((institution) => institution.institution_id));
    }
    expect(paged).toEqual(all.institutions.map((institution) => institution.institution_id));

    const oauth = (await list({ oauth: true })).institutions;
    expect(oauth.map((institution) => institution.institution_id)).toContain('ins_127287');
    expect(oauth.every((institution) => institution.oauth)).toBe(true);
    const byNumber = (await list({ routing_numbers: ['011401533'] })).institutions;
    expect(byNumber.map((institution) => institution.institution_id)).toEqual(['ins_109508']);
    const forPayroll = (await list({ products: [Products.Employment] })).institutions;
    expect(forPayroll.map((institution) => institution.institution_id)).toEqual(['ins_135842']);
  });

  it('start payments in the United Kingdom', async () => {
    const { data } = await sandbox.client().institutionsSearch({
      query: 'royal',
      country_codes: [CountryCode.Gb],
      options: { include_payment_initiation_metadata: true },
    });
    expect(data.institutions[0]?.payment_initiation_metadata).toMatchObject({
      maximum_payment_amount: { GBP: '10000' },
    });
  });

  it('let nobody in while they are down, or for what they do not have', async () => {
    const client = sandbox.client();
    const link = (institution_id: string, product: Products) =>
      catchProblem(
        client.sandboxPublicTokenCreate({ institution_id, initial_products: [product] }),
      );
    expect(await link('ins_132361', Products.Transactions)).toMatchObject({
      error_type: 'INSTITUTION_ERROR',
      error_code: 'INSTITUTION_DOWN',
    });
    expect((await link('ins_133402', Products.Transactions)).error_code).toBe('INVALID_PRODUCT');
  });
});
