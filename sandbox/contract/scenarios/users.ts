import { type PlaidApi, ProductsTerminateReasonCode, type UserCreateResponse } from 'plaid';
import { linkIncome } from '../../testing/link-item.ts';
import { catchProblem } from '../../testing/test-sandbox.ts';
import type { Scenarios } from '../scenario.ts';

let people = 0;

async function createPerson(client: PlaidApi): Promise<UserCreateResponse> {
  people += 1;
  return (await client.userCreate({ client_user_id: `person-${people}` })).data;
}

const identity = {
  name: { given_name: 'Ada', family_name: 'King' },
  emails: [{ data: 'ada@plumbline.example', primary: true }],
};
const nobody = { user_id: 'usr_00000000000000' };

export const userScenarios: Scenarios = {
  '/user/create': async ({ client }) => {
    await createPerson(client);
    await client.userCreate({ client_user_id: 'newer', identity });
  },

  '/user/get': async ({ client }) => {
    const { user_id } = (await client.userCreate({ client_user_id: 'known', identity })).data;
    await client.userGet({ user_id });
    await client.userGet({ user_id: (await createPerson(client)).user_id });
    await catchProblem(client.userGet(nobody));
  },

  '/user/update': async ({ client }) => {
    const { user_token = '' } = await createPerson(client);
    await client.userUpdate({ user_token, identity });
    await catchProblem(client.userUpdate({ user_token: 'user-sandbox-none', identity }));
  },

  '/user/remove': async ({ client }) => {
    const { user_id } = await createPerson(client);
    await client.userRemove({ user_id });
    await catchProblem(client.userRemove({ user_id }));
  },

  '/user/items/get': async ({ client }) => {
    const { user_id } = await createPerson(client);
    await linkIncome(client, user_id);
    await client.userItemsGet({ user_id });
    await catchProblem(client.userItemsGet({}));
  },

  '/user/items/remove': async ({ client }) => {
    const { user_id } = await createPerson(client);
    const { itemId } = await linkIncome(client, user_id);
    await client.userItemsRemove({ user_id, item_ids: [itemId] });
    await catchProblem(client.userItemsRemove({ user_id, item_ids: [itemId] }));
  },

  '/user/products/terminate': async ({ client }) => {
    const { user_id } = await createPerson(client);
    const reason_code = ProductsTerminateReasonCode.UserOffboarding;
    await client.userProductsTerminate({ user_id, reason_code });
    await catchProblem(client.userProductsTerminate({ ...nobody, reason_code }));
  },

  '/sandbox/user/reset_login': async ({ client }) => {
    const { user_id } = await createPerson(client);
    await linkIncome(client, user_id);
    await client.sandboxUserResetLogin({ user_id });
    await client.userItemsGet({ user_id });
    await catchProblem(client.sandboxUserResetLogin({ user_id, item_ids: ['nothing'] }));
  },

  '/credit/sessions/get': async ({ client }) => {
    const { user_id, user_token = '' } = await createPerson(client);
    await client.creditSessionsGet({ user_token });
    await linkIncome(client, user_id, ['bank', 'payroll']);
    await client.creditSessionsGet({ user_token });
    await catchProblem(client.creditSessionsGet({ user_token: 'user-sandbox-none' }));
  },
};
