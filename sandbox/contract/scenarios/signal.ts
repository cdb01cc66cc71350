import { Products } from 'plaid';
import { catchProblem } from '../../testing/test-sandbox.ts';
import { linkReadyItem, type Scenarios, type Stage } from '../scenario.ts';

const products = [Products.Transactions, Products.Signal];

async function evaluate(stage: Stage, client_transaction_id: string): Promise<string> {
  const { accessToken: access_token } = await linkReadyItem(stage, 'user_good', products);
  const { accounts } = (await stage.client.accountsGet({ access_token })).data;
  await stage.client.signalEvaluate({
    access_token,
    account_id: accounts[0]?.account_id ?? '',
    client_transaction_id,
    amount: 27.53,
    ruleset_key: 'cautious',
    user: { name: { given_name: 'Alberta' }, address: { city: 'Malakoff' } },
  });
  return access_token;
}

export const signalScenarios: Scenarios = {
  '/signal/evaluate': async (stage) => {
    await evaluate(stage, 'evaluate');
    await catchProblem(evaluate(stage, 'evaluate'));
  },

  '/signal/prepare': async (stage) => {
    await stage.client.signalPrepare({ access_token: await evaluate(stage, 'prepare') });
  },

  '/signal/decision/report': async (stage) => {
    await evaluate(stage, 'decision');
    const { client } = stage;
    await client.signalDecisionReport({ client_transaction_id: 'decision', initiated: true });
    await catchProblem(
      client.signalDecisionReport({ client_transaction_id: 'never', initiated: true }),
    );
  },

  '/signal/return/report': async (stage) => {
    await evaluate(stage, 'return');
    const report = { client_transaction_id: 'return', return_code: 'R01' };
    await stage.client.signalReturnReport(report);
    await catchProblem(stage.client.signalReturnReport({ ...report, return_code: 'none' }));
  },
};
