import {
  Products,
  SandboxItemSetVerificationStatusRequestVerificationStatusEnum as Status,
} from 'plaid';
import { addDays, toDateOnly } from '../../dates.ts';
import { linkItem } from '../../testing/link-item.ts';
import { catchProblem, waitFor } from '../../testing/test-sandbox.ts';
import { type Scenarios, type Stage, unknownToken } from '../scenario.ts';

const today = toDateOnly(Date.now());
const twoYears = { start_date: addDays(today, -730), end_date: today };

async function link({ client, receiver }: Stage, ...products: Products[]): Promise<string> {
  return (await linkItem(client, { webhook: receiver.url }, products)).accessToken;
}

export const accountProductScenarios: Scenarios = {
  '/auth/get': async (stage) => {
    const { client } = stage;
    await client.authGet({ access_token: await link(stage, Products.Auth) });
    for (const institution_id of ['ins_43', 'ins_117650']) {
      const { data } = await client.sandboxPublicTokenCreate({
        institution_id,
        initial_products: [Products.Auth],
      });
      const { access_token } = (
        await client.itemPublicTokenExchange({ public_token: data.public_token })
      ).data;
      await client.authGet({ access_token });
    }
    await catchProblem(client.authGet({ access_token: await link(stage, Products.Identity) }));
  },

  '/identity/get': async (stage) => {
    await stage.client.identityGet({ access_token: await link(stage, Products.Identity) });
    await catchProblem(stage.client.identityGet({ access_token: unknownToken }));
  },

  '/identity/match': async (stage) => {
    const access_token = await link(stage, Products.Identity);
    const address = { street: '2992 Cameron Road', city: 'Malakoff', postal_code: '14236' };
    await stage.client.identityMatch({ access_token });
    await stage.client.identityMatch({
      access_token,
      user: {
        legal_name: 'Bertie Charleson',
        phone_number: '2025550123',
        email_address: 'accountholder0@example.com',
        address,
      },
    });
  },

  '/identity/refresh': async (stage) => {
    const access_token = await link(stage, Products.Identity);
    await stage.client.identityRefresh({ access_token });
    await catchProblem(stage.client.identityRefresh({ access_token: unknownToken }));
  },

  '/investments/holdings/get': async (stage) => {
    const { client } = stage;
    const access_token = await link(stage, Products.Investments);
    await client.investmentsHoldingsGet({ access_token });
    await waitFor('HOLDINGS', () =>
      stage.receiver.received.find(({ body }) => body.webhook_type === 'HOLDINGS'),
    );
    const unconsented = await link(stage, Products.Auth);
    await catchProblem(client.investmentsHoldingsGet({ access_token: unconsented }));
  },

  '/investments/transactions/get': async (stage) => {
    const { client } = stage;
    const access_token = await link(stage, Products.Investments);
    await client.investmentsTransactionsGet({ access_token, ...twoYears });
    await catchProblem(
      client.investmentsTransactionsGet({
        access_token,
        start_date: today,
        end_date: '2020-01-01',
      }),
    );
  },

  '/investments/refresh': async (stage) => {
    const access_token = await link(stage, Products.Investments);
    await stage.client.investmentsRefresh({ access_token });
  },

  '/liabilities/get': async (stage) => {
    const access_token = await link(stage, Products.Liabilities);
    await stage.client.liabilitiesGet({ access_token });
    await waitFor('LIABILITIES', () =>
      stage.receiver.received.find(({ body }) => body.webhook_type === 'LIABILITIES'),
    );
  },

  '/sandbox/item/set_verification_status': async ({ client, receiver }) => {
    const options = { override_password: 'microdeposits_good', webhook: receiver.url };
    const { accessToken: access_token } = await linkItem(client, options, [Products.Auth]);
    const { accounts } = (await client.accountsGet({ access_token })).data;
    const [verification_status, other] = [Status.AutomaticallyVerified, Status.VerificationExpired];
    const account_id = accounts[0]?.account_id ?? '';
    await catchProblem(client.authGet({ access_token }));
    await client.sandboxItemSetVerificationStatus({
      access_token,
      account_id,
      verification_status,
    });
    await client.sandboxItemSetVerificationStatus({
      access_token,
      account_id: accounts[1]?.account_id ?? '',
      verification_status: other,
    });
    await waitFor('the webhooks', () => receiver.find('VERIFICATION_EXPIRED'));
  },
};
