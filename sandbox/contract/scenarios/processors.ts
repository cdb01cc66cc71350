import { ProcessorTokenCreateRequestProcessorEnum as Processor, Products } from 'plaid';
import { addDays, toDateOnly } from '../../dates.ts';
import { linkItem, waitForHistory } from '../../testing/link-item.ts';
import { catchProblem } from '../../testing/test-sandbox.ts';
import type { Scenarios, Stage } from '../scenario.ts';

const unknownToken = 'processor-sandbox-00000000-0000-4000-8000-000000000000';
const today = toDateOnly(Date.now());

/** A token for the first account an Item of these products has. */
async function lend({ client }: Stage, ...products: Products[]) {
  const { accessToken: access_token } = await linkItem(client, {}, products);
  const account_id =
    (await client.accountsGet({ access_token })).data.accounts[0]?.account_id ?? '';
  const { processor_token } = (
    await client.processorTokenCreate({ access_token, account_id, processor: Processor.Dwolla })
  ).data;
  return { access_token, account_id, processor_token };
}

export const processorScenarios: Scenarios = {
  '/processor/token/create': async (stage) => {
    const { access_token } = await lend(stage, Products.Auth);
    const strange = { access_token, account_id: 'nobody', processor: Processor.Dwolla };
    await catchProblem(stage.client.processorTokenCreate(strange));
  },

  '/processor/stripe/bank_account_token/create': async (stage) => {
    const { access_token, account_id } = await lend(stage, Products.Auth);
    await stage.client.processorStripeBankAccountTokenCreate({ access_token, account_id });
  },

  '/processor/account/get': async (stage) => {
    const { processor_token } = await lend(stage, Products.Auth);
    await stage.client.processorAccountGet({ processor_token });
    await catchProblem(stage.client.processorAccountGet({ processor_token: unknownToken }));
  },

  '/processor/auth/get': async (stage) => {
    const { processor_token } = await lend(stage, Products.Auth);
    await stage.client.processorAuthGet({ processor_token });
  },

  '/processor/balance/get': async (stage) => {
    const { processor_token } = await lend(stage, Products.Auth);
    await stage.client.processorBalanceGet({ processor_token });
  },

  '/processor/identity/get': async (stage) => {
    const { processor_token } = await lend(stage, Products.Identity);
    await stage.client.processorIdentityGet({ processor_token });
  },

  '/processor/identity/match': async (stage) => {
    const { processor_token } = await lend(stage, Products.Identity);
    const user = { legal_name: 'Alberta Charleson' };
    await stage.client.processorIdentityMatch({ processor_token, user });
  },

  '/processor/investments/holdings/get': async (stage) => {
    const { processor_token } = await lend(stage, Products.Investments);
    await stage.client.processorInvestmentsHoldingsGet({ processor_token });
  },

  '/processor/investments/transactions/get': async (stage) => {
    const { processor_token } = await lend(stage, Products.Investments);
    await stage.client.processorInvestmentsTransactionsGet({
      processor_token,
      start_date: addDays(today, -90),
      end_date: today,
    });
  },

  '/processor/liabilities/get': async (stage) => {
    const { processor_token } = await lend(stage, Products.Liabilities);
    await stage.client.processorLiabilitiesGet({ processor_token });
  },

  '/processor/signal/evaluate': async (stage) => {
    const { processor_token } = await lend(stage, Products.Signal);
    await stage.client.processorSignalEvaluate({
      processor_token,
      client_transaction_id: 'lent',
      amount: 12.17,
    });
  },

  '/processor/transactions/get': async (stage) => {
    const { access_token, processor_token } = await lend(stage, Products.Transactions);
    await waitForHistory(stage.client, access_token);
    const page = { processor_token, start_date: addDays(today, -60), end_date: today };
    await stage.client.processorTransactionsGet(page);
    await catchProblem(stage.client.processorTransactionsGet({ ...page, end_date: '2020-01-01' }));
  },

  '/processor/transactions/sync': async (stage) => {
    const { access_token, processor_token } = await lend(stage, Products.Transactions);
    await stage.client.processorTransactionsSync({ processor_token });
    await waitForHistory(stage.client, access_token);
    await stage.client.processorTransactionsSync({ processor_token });
  },

  '/processor/token/permissions/get': async (stage) => {
    const { processor_token } = await lend(stage, Products.Auth);
    await stage.client.processorTokenPermissionsGet({ processor_token });
  },

  '/processor/token/permissions/set': async (stage) => {
    const { processor_token } = await lend(stage, Products.Auth);
    const products = [Products.Identity];
    await stage.client.processorTokenPermissionsSet({ processor_token, products });
    await catchProblem(stage.client.processorAuthGet({ processor_token }));
  },

  '/sandbox/processor_token/create': async ({ client }) => {
    await client.sandboxProcessorTokenCreate({ institution_id: 'ins_109508' });
    await catchProblem(client.sandboxProcessorTokenCreate({ institution_id: 'ins_0' }));
  },
};
