import { Products } from 'plaid';
import { linkItem } from '../../testing/link-item.ts';
import { catchProblem, waitFor } from '../../testing/test-sandbox.ts';
import type { Scenarios, Stage } from '../scenario.ts';

async function linkStatements({ client, receiver }: Stage): Promise<string> {
  const { accessToken } = await linkItem(client, { webhook: receiver.url }, [Products.Statements]);
  return accessToken;
}

export const statementScenarios: Scenarios = {
  '/statements/list': async (stage) => {
    const { client } = stage;
    await client.statementsList({ access_token: await linkStatements(stage) });
    const { accessToken } = await linkItem(client);
    await catchProblem(client.statementsList({ access_token: accessToken }));
  },

  '/statements/download': async (stage) => {
    const { client } = stage;
    const access_token = await linkStatements(stage);
    const [account] = (await client.statementsList({ access_token })).data.accounts;
    const statement_id = account?.statements[0]?.statement_id ?? '';
    await client.statementsDownload({ access_token, statement_id });
    await catchProblem(client.statementsDownload({ access_token, statement_id: 'none' }));
  },

  '/statements/refresh': async (stage) => {
    const { client } = stage;
    const access_token = await linkStatements(stage);
    const end_date = new Date().toISOString().slice(0, 10);
    const start_date = new Date(Date.now() - 180 * 86_400_000).toISOString().slice(0, 10);
    await client.statementsRefresh({ access_token, start_date, end_date });
    await waitFor('the webhook', () => stage.receiver.find('STATEMENTS_REFRESH_COMPLETE'));
    await catchProblem(
      client.statementsRefresh({ access_token, start_date: end_date, end_date: start_date }),
    );
  },
};
