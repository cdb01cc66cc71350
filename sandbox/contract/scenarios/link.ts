import { CountryCode, Products } from 'plaid';
import { linkItem } from '../../testing/link-item.ts';
import { catchProblem } from '../../testing/test-sandbox.ts';
import type { Scenarios } from '../scenario.ts';

const request = {
  client_name: 'Plumbline',
  language: 'en',
  country_codes: [CountryCode.Us],
  user: { client_user_id: 'user-1' },
};

export const linkScenarios: Scenarios = {
  '/link/token/create': async ({ client, receiver }) => {
    await client.linkTokenCreate({
      ...request,
      products: [Products.Transactions],
      optional_products: [Products.Liabilities],
      webhook: receiver.url,
      transactions: { days_requested: 730 },
    });
    const { accessToken: access_token } = await linkItem(client);
    await client.linkTokenCreate({ ...request, access_token });
    await catchProblem(client.linkTokenCreate({ ...request, products: [Products.Balance] }));
  },

  '/link/token/get': async ({ client }) => {
    const { data } = await client.linkTokenCreate({
      ...request,
      products: [Products.Transactions],
    });
    await client.linkTokenGet({ link_token: data.link_token });
    await catchProblem(client.linkTokenGet({ link_token: 'link-sandbox-none' }));
  },
};
