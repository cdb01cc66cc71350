import { Products } from 'plaid';
import { expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../../testing/link-item.ts';
import { catchProblem, openTestSandbox } from '../../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const client = sandbox.client();
const login = { override_username: 'user_transactions_dynamic', override_password: 'any' };
const { accessToken: access_token } = await linkItem(client, login, [
  Products.Transactions,
  Products.Signal,
]);
await waitForHistory(client, access_token);
const { accounts } = (await client.accountsGet({ access_token })).data;
const account_id = accounts[0]?.account_id ?? '';

const evaluate = async (client_transaction_id: string, amount: number) =>
  (await client.signalEvaluate({ access_token, account_id, client_transaction_id, amount })).data;

it.each([
  [3.53, 10, 'ACCEPT'],
  [12.17, 60, 'REVIEW'],
  [27.53, 90, 'REROUTE'],
])('answers the test amount %f with %i', async (amount, score, result) => {
  const { scores, ruleset } = await evaluate(`test-${amount}`, amount);
  expect(scores?.bank_initiated_return_risk?.score).toBe(score);
  expect(scores?.customer_initiated_return_risk?.score).toBe(score);
  expect(ruleset?.result).toBe(result);
});

it('fears a payment the more, the less is left', async () => {
  const small = await evaluate('small', 20);
  const large = await evaluate('large', 20_000);
  const bank = (answer: typeof small) => answer.scores?.bank_initiated_return_risk?.score ?? 0;
  expect(bank(large)).toBeGreaterThan(bank(small) + 20);
  expect(large.ruleset?.result).not.toBe('ACCEPT');
});

it('rests on the books', async () => {
  const { core_attributes } = await evaluate('books', 50);
  const { added } = await syncAll(client, access_token);
  const since = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  const debits = added.filter(
    (row) => row.account_id === account_id && !row.pending && row.amount > 0 && row.date > since,
  );
  expect(core_attributes?.debit_transactions_count_30d).toBe(debits.length);
  const total = debits.reduce((sum, row) => sum + row.amount, 0);
  expect(core_attributes?.total_debit_transactions_amount_30d).toBeCloseTo(total, 2);
  expect(core_attributes?.current_balance).toBe(4218.67);
});

it('takes an id once, and reports about ids it has seen', async () => {
  await evaluate('once', 5);
  expect((await catchProblem(evaluate('once', 5))).error_code).toBe(
    'CLIENT_TRANSACTION_ID_ALREADY_IN_USE',
  );
  const decide = (client_transaction_id: string, initiated: boolean) =>
    client.signalDecisionReport({ client_transaction_id, initiated });
  const comeBack = (client_transaction_id: string, return_code = 'R01') =>
    client.signalReturnReport({ client_transaction_id, return_code });
  expect((await catchProblem(decide('never', true))).error_code).toBe('INVALID_FIELD');
  await decide('once', false);
  expect((await catchProblem(comeBack('once'))).error_code).toBe(
    'SIGNAL_TRANSACTION_NOT_INITIATED',
  );
  await decide('once', true);
  await comeBack('once');
  expect((await catchProblem(comeBack('once', 'X1'))).error_code).toBe('INVALID_FIELD');
});

it('needs consent, and warns of a broken login', async () => {
  const other = await linkItem(client, {}, [Products.Auth]);
  const refused = client.signalPrepare({ access_token: other.accessToken });
  expect((await catchProblem(refused)).error_code).toBe('ADDITIONAL_CONSENT_REQUIRED');
  await client.signalPrepare({ access_token });
  await client.sandboxItemResetLogin({ access_token });
  const { warnings, scores } = await evaluate('broken', 5);
  expect(warnings).toMatchObject([{ warning_code: 'ITEM_LOGIN_REQUIRED' }]);
  expect(scores).not.toBeNull();
});
