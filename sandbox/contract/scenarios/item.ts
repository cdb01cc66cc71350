import { Products, ProductsTerminateReasonCode } from 'plaid';
import { linkItem } from '../../testing/link-item.ts';
import { catchProblem } from '../../testing/test-sandbox.ts';
import { linkReadyItem, type Scenarios, unknownToken } from '../scenario.ts';

export const itemScenarios: Scenarios = {
  '/accounts/get': async (stage) => {
    const { accessToken: access_token } = await linkReadyItem(stage);
    await stage.client.accountsGet({ access_token });
    const options = { account_ids: ['nobody'] };
    await catchProblem(stage.client.accountsGet({ access_token, options }));
  },

  '/accounts/balance/get': async (stage) => {
    const { accessToken: access_token } = await linkReadyItem(stage, 'user_transactions_dynamic');
    await stage.client.accountsBalanceGet({ access_token });
    await stage.client.sandboxItemResetLogin({ access_token });
    await catchProblem(stage.client.accountsBalanceGet({ access_token }));
  },

  '/item/get': async (stage) => {
    const { accessToken: access_token } = await linkReadyItem(stage);
    await stage.client.itemGet({ access_token });
    await stage.client.sandboxItemResetLogin({ access_token });
    await stage.client.itemGet({ access_token });
    await catchProblem(stage.client.itemGet({ access_token: unknownToken }));
  },

  '/item/remove': async ({ client }) => {
    const { accessToken: access_token } = await linkItem(client);
    await client.itemRemove({ access_token });
    await catchProblem(client.itemRemove({ access_token }));
  },

  '/item/webhook/update': async ({ client, receiver }) => {
    const { accessToken: access_token } = await linkItem(client);
    await client.itemWebhookUpdate({ access_token, webhook: receiver.url });
    await client.itemWebhookUpdate({ access_token, webhook: null });
    await catchProblem(client.itemWebhookUpdate({ access_token, webhook: 'nowhere' }));
  },

  '/item/access_token/invalidate': async ({ client }) => {
    const { accessToken: access_token } = await linkItem(client);
    await client.itemAccessTokenInvalidate({ access_token });
    await catchProblem(client.itemAccessTokenInvalidate({ access_token }));
  },

  '/item/public_token/exchange': async ({ client }) => {
    await linkItem(client);
    await catchProblem(client.itemPublicTokenExchange({ public_token: 'public-sandbox-none' }));
  },

  '/item/public_token/create': async ({ client }) => {
    const { accessToken: access_token } = await linkItem(client);
    const { data } = await client.itemCreatePublicToken({ access_token });
    await client.itemPublicTokenExchange({ public_token: data.public_token });
    await catchProblem(client.itemCreatePublicToken({ access_token: unknownToken }));
  },

  '/item/products/terminate': async ({ client }) => {
    const { accessToken: access_token } = await linkItem(client);
    const reason_code = ProductsTerminateReasonCode.UserOffboarding;
    await client.itemProductsTerminate({ access_token, reason_code });
    await catchProblem(client.itemProductsTerminate({ access_token, reason_code }));
  },

  '/item/import': async ({ client }) => {
    const products = [Products.Transactions];
    const user_auth = { user_id: 'user_good', auth_token: 'pass_good' };
    const { data } = await client.itemImport({ products, user_auth });
    await client.accountsGet({ access_token: data.access_token });
    await catchProblem(
      client.itemImport({ products, user_auth: { ...user_auth, auth_token: 'wrong' } }),
    );
  },
};
