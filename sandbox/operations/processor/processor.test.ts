import { ProcessorTokenCreateRequestProcessorEnum as Processor, Products } from 'plaid';
import { expect, it } from 'vitest';
import { linkItem, waitForHistory } from '../../testing/link-item.ts';
import { catchProblem, openTestSandbox } from '../../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const client = sandbox.client();

/** A token for the account of user_good that has this mask. */
async function lend(mask: string, products: Products[]) {
  const { accessToken: access_token } = await linkItem(client, {}, products);
  const { accounts } = (await client.accountsGet({ access_token })).data;
  const account = accounts.find((candidate) => candidate.mask === mask);
  const account_id = account?.account_id ?? '';
  const { processor_token } = (
    await client.processorTokenCreate({ access_token, account_id, processor: Processor.Dwolla })
  ).data;
  return { access_token, account_id, processor_token };
}

it('reads one account as the Item itself does', async () => {
  const { access_token, account_id, processor_token } = await lend('1111', [
    Products.Auth,
    Products.Transactions,
  ]);
  expect(processor_token).toMatch(/^processor-sandbox-[0-9a-f-]{36}$/);
  const { account, institution_id } = (await client.processorAccountGet({ processor_token })).data;
  expect([account.account_id, institution_id]).toEqual([account_id, 'ins_109508']);
  const { numbers } = (await client.processorAuthGet({ processor_token })).data;
  expect(numbers.ach?.account).toBe('1111222233331111');
  expect(numbers.eft).toBeNull();
  expect((await client.processorBalanceGet({ processor_token })).data.account).toEqual(account);
  const { owners } = (await client.processorIdentityGet({ processor_token })).data.account;
  expect(owners[0]?.names).toEqual(['Alberta Bobbeth Charleson']);

  await waitForHistory(client, access_token);
  const lent = (await client.processorTransactionsSync({ processor_token, count: 500 })).data;
  const own = await client.transactionsSync({
    access_token,
    count: 500,
    options: { account_id },
  });
  expect(lent.added).toEqual(own.data.added);
  expect(lent.added.length).toBeGreaterThan(0);
  const dated = await client.processorTransactionsGet({
    processor_token,
    start_date: '2000-01-01',
    end_date: '2100-01-01',
  });
  expect(dated.data.total_transactions).toBe(lent.added.length);
});

it('has portfolios and debts of the accounts that have some', async () => {
  const { processor_token } = await lend('6666', [Products.Investments, Products.Liabilities]);
  const { account, holdings } = (await client.processorInvestmentsHoldingsGet({ processor_token }))
    .data;
  const sum = holdings.reduce((total, row) => total + row.institution_value, 0);
  expect(sum).toBeCloseTo(account.balances.current ?? 0, 6);
  const debts = client.processorLiabilitiesGet({ processor_token });
  expect((await catchProblem(debts)).error_code).toBe('NO_LIABILITY_ACCOUNTS');
});

it('reads only what the token is permitted', async () => {
  const { processor_token } = await lend('0000', [Products.Auth, Products.Identity]);
  const permitted = async () =>
    (await client.processorTokenPermissionsGet({ processor_token })).data.products;
  expect(await permitted()).toEqual([]);
  await client.processorTokenPermissionsSet({ processor_token, products: [Products.Identity] });
  expect(await permitted()).toEqual(['identity']);
  await client.processorIdentityGet({ processor_token });
  const refused = client.processorAuthGet({ processor_token });
  expect((await catchProblem(refused)).error_code).toBe('PRODUCT_NOT_ENABLED');
  await client.processorTokenPermissionsSet({ processor_token, products: [] });
  await client.processorAuthGet({ processor_token });
});

it('ends with the Item, and belongs to one client', async () => {
  const { access_token, processor_token } = await lend('0000', [Products.Auth]);
  const foreign = sandbox.client('another').processorAuthGet({ processor_token });
  expect((await catchProblem(foreign)).error_code).toBe('INVALID_PROCESSOR_TOKEN');
  await client.sandboxItemResetLogin({ access_token });
  const broken = client.processorAuthGet({ processor_token });
  expect((await catchProblem(broken)).error_code).toBe('ITEM_LOGIN_REQUIRED');
  await client.itemRemove({ access_token });
  const gone = client.processorAuthGet({ processor_token });
  expect(await catchProblem(gone)).toMatchObject({
    error_type: 'INVALID_INPUT',
    error_code: 'INVALID_PROCESSOR_TOKEN',
  });
});

it('comes for Stripe, and without an Item of one’s own', async () => {
  const { access_token, account_id } = await lend('0000', [Products.Auth, Products.Transactions]);
  const stripe = await client.processorStripeBankAccountTokenCreate({ access_token, account_id });
  expect(stripe.data.stripe_bank_account_token).toMatch(/^btok_[0-9A-Za-z]{24}$/);
  const { accounts } = (await client.accountsGet({ access_token })).data;
  const card = accounts.find(({ type }) => type === 'credit')?.account_id ?? '';
  const refused = client.processorStripeBankAccountTokenCreate({ access_token, account_id: card });
  expect((await catchProblem(refused)).error_code).toBe('NO_AUTH_ACCOUNTS');

  const { processor_token } = (
    await client.sandboxProcessorTokenCreate({ institution_id: 'ins_109508' })
  ).data;
  const { numbers } = (await client.processorAuthGet({ processor_token })).data;
  expect(numbers.ach?.account).toBe('1111222233330000');
});
