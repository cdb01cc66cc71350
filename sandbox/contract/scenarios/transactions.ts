import { PersonalFinanceCategoryVersion, Products } from 'plaid';
import { linkItem, syncAll } from '../../testing/link-item.ts';
import { catchProblem } from '../../testing/test-sandbox.ts';
import { linkReadyItem, type Scenarios } from '../scenario.ts';

const wholeTime = { start_date: '2015-01-01', end_date: '2100-01-01' };

export const transactionScenarios: Scenarios = {
  '/transactions/sync': async (stage) => {
    const { client, sandbox } = stage;
    // Not ready: the Item has just been made.
    const fresh = await linkItem(client);
    await client.transactionsSync({ access_token: fresh.accessToken });

    const { accessToken, itemId } = await linkReadyItem(stage, 'user_transactions_dynamic');
    const { cursor, added } = await syncAll(client, accessToken, '', 50);
    const [first, second] = added;
    await sandbox.control(`/items/${itemId}/transactions`, {
      add: [
        { amount: 12.5, pending: true },
        { amount: -3, name: 'INTEREST PAYMENT' },
      ],
      modify: [{ transaction_id: first?.transaction_id, amount: 9 }],
      remove: [second?.transaction_id],
    });
    await syncAll(client, accessToken, cursor);
    await client.transactionsSync({
      access_token: accessToken,
      options: {
        account_id: first?.account_id ?? '',
        include_original_description: true,
        personal_finance_category_version: PersonalFinanceCategoryVersion.V1,
      },
    });
    await catchProblem(client.transactionsSync({ access_token: accessToken, cursor: 'bm9uZQ==' }));
    await client.sandboxItemResetLogin({ access_token: accessToken });
    await catchProblem(client.transactionsSync({ access_token: accessToken }));
  },

  '/transactions/get': async (stage) => {
    const { client } = stage;
    const { accessToken: access_token } = await linkReadyItem(stage);
    await client.transactionsGet({ access_token, ...wholeTime, options: { count: 500 } });
    const auth = await linkItem(client, {}, [Products.Auth]);
    await catchProblem(client.transactionsGet({ access_token: auth.accessToken, ...wholeTime }));
  },

  '/transactions/refresh': async (stage) => {
    const { client } = stage;
    const { accessToken: access_token } = await linkReadyItem(stage, 'user_transactions_dynamic');
    await client.transactionsRefresh({ access_token });
    const auth = await linkItem(client, {}, [Products.Auth]);
    await catchProblem(client.transactionsRefresh({ access_token: auth.accessToken }));
  },
};
