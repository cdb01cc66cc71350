import { randomUUID } from 'node:crypto';
import { CountryCode, IncomeVerificationSourceType, Products } from 'plaid';
import { linkItem } from '../../testing/link-item.ts';
import { linkAllAccounts, openLinkAgain } from '../../testing/link-session.ts';
import { catchProblem, waitFor } from '../../testing/test-sandbox.ts';
import type { Scenarios, Stage } from '../scenario.ts';

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

  '/link/token/get': async (stage) => {
    const { client } = stage;
    const { data } = await client.linkTokenCreate({
      ...request,
      products: [Products.Transactions],
    });
    await client.linkTokenGet({ link_token: data.link_token });
    await runHostedSessions(stage);
    await catchProblem(client.linkTokenGet({ link_token: 'link-sandbox-none' }));
  },
};

const event = (name: string) => ({
  events: [
    { name, timestamp: new Date().toISOString(), metadata: { institution_id: 'ins_109508' } },
  ],
});

/** Sessions that end well and badly, with all that is told of them. */
async function runHostedSessions({ client, sandbox, receiver }: Stage): Promise<void> {
  const user = await client.userCreate({ client_user_id: randomUUID() });
  const { data } = await client.linkTokenCreate({
    ...request,
    products: [Products.IncomeVerification, Products.Transactions],
    user_id: user.data.user_id ?? '',
    income_verification: {
      income_source_types: [IncomeVerificationSourceType.Bank],
      bank_income: { days_requested: 90 },
    },
    webhook: receiver.url,
    hosted_link: {},
  });
  const linked = await openLinkAgain(sandbox, data.link_token);
  await linked.takeToBank();
  await linkAllAccounts(linked);
  await linked.take('events', event('HANDOFF'));
  const left = await openLinkAgain(sandbox, data.link_token);
  const error = (await left.takeToBank('ins_132361')).error;
  await left.take('exit', {
    error: error && {
      error_type: error.error_type,
      error_code: error.error_code,
      error_message: error.error_message,
      display_message: error.display_message,
    },
    status: 'institution_not_found',
    institution: null,
  });
  await left.take('events', event('EXIT'));
  await waitFor('EVENTS', () => receiver.find('EVENTS'));
  await client.linkTokenGet({ link_token: data.link_token });
}
