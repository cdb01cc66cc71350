import { EnrichTransactionDirection, PersonalFinanceCategoryVersion, Products } from 'plaid';
import { linkItem, syncAll } from '../../testing/link-item.ts';
import { catchProblem, waitFor } from '../../testing/test-sandbox.ts';
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

  '/transactions/recurring/get': async (stage) => {
    const { client, receiver, sandbox } = stage;
    const { accessToken, itemId } = await linkReadyItem(stage, 'user_transactions_dynamic');
    await client.transactionsRecurringGet({ access_token: accessToken });
    const { data } = await client.transactionsRecurringGet({
      access_token: accessToken,
      options: { personal_finance_category_version: PersonalFinanceCategoryVersion.V1 },
    });
    await sandbox.control(`/items/${itemId}/transactions`, {
      modify: [{ transaction_id: data.outflow_streams[0]?.transaction_ids[0], amount: 21 }],
    });
    await waitFor('the webhook', () => receiver.find('RECURRING_TRANSACTIONS_UPDATE'));
    const auth = await linkItem(client, {}, [Products.Auth]);
    await catchProblem(client.transactionsRecurringGet({ access_token: auth.accessToken }));
  },

  '/transactions/enrich': async ({ client }) => {
    const row = {
      id: 'row-1',
      description: 'STARBUCKS #44',
      amount: 4.5,
      direction: EnrichTransactionDirection.Outflow,
      iso_currency_code: 'USD',
    };
    await client.transactionsEnrich({
      account_type: 'credit',
      transactions: [row, { ...row, id: 'row-2', location: { city: 'Reno' }, mcc: '5814' }],
      options: { personal_finance_category_version: PersonalFinanceCategoryVersion.V1 },
    });
    const transactions = [{ ...row, amount: -1 }];
    await catchProblem(client.transactionsEnrich({ account_type: 'depository', transactions }));
  },
};
