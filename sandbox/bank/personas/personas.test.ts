import { Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { addDays, toDateOnly } from '../../dates.ts';
import { linkItem, syncAll, waitForHistory } from '../../testing/link-item.ts';
import {
  catchProblem,
  openTestSandbox,
  startTestSandbox,
  waitFor,
} from '../../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const client = sandbox.client();
const today = toDateOnly(Date.now());
const products = [
  Products.Transactions,
  Products.Identity,
  Products.Liabilities,
  Products.Investments,
];

async function read(username: string, on = client) {
  const { accessToken: access_token } = await linkItem(
    on,
    {
      override_username: username,
      override_password: '{}',
      transactions: { days_requested: 730 },
    },
    products,
  );
  await waitForHistory(on, access_token);
  const pass = await syncAll(on, access_token);
  const { accounts } = (await on.identityGet({ access_token })).data;
  return { access_token, accounts, ...pass };
}

describe.each([
  ['user_ewa_user', 90],
  ['user_yuppie', 90],
  ['user_small_business', 90],
  ['user_bank_income', 730],
  ['user_credit_profile_excellent', 730],
  ['user_credit_profile_good', 730],
  ['user_credit_profile_poor', 730],
  ['user_credit_bonus', 730],
  ['user_credit_joint_account', 730],
  ['user_prism_1', 730],
  ['user_prism_8', 730],
])('%s', (username, days) => {
  it('has earned and spent for as long as its books go', async () => {
    const { accounts, added } = await read(username);
    const first = added.map(({ date }) => date).toSorted()[0] ?? '';
    expect(first >= addDays(today, -days)).toBe(true);
    expect(first <= addDays(today, 10 - days)).toBe(true);
    expect(added.some(({ amount }) => amount < 0)).toBe(true);
    expect(added.some(({ amount }) => amount > 0)).toBe(true);
    // Every line says something that enrichment understands.
    const vague = added.filter(
      ({ personal_finance_category: category }) => category?.confidence_level === 'LOW',
    );
    expect(vague.map(({ name }) => name)).toEqual([]);
    expect(accounts[0]?.owners[0]?.names[0]).not.toBe('Alberta Bobbeth Charleson');
  });

  it('never had a balance that such a person could not have', async () => {
    const { accounts, added } = await read(username);
    for (const account of accounts) {
      const owes = account.type === 'credit' || account.type === 'loan';
      let balance = account.balances.current ?? 0;
      const rows = added.filter((row) => row.account_id === account.account_id && !row.pending);
      for (const { amount } of rows.toSorted((a, b) => (a.date < b.date ? 1 : -1))) {
        balance += owes ? -amount : amount;
        // Overdrawn by a month's rent at worst; never a card that owes its owner.
        expect(balance).toBeGreaterThan(account.type === 'credit' ? -1 : -1500);
        expect(balance).toBeLessThan(130_000);
      }
    }
  });
});

describe('personas', () => {
  it('read the same whoever opens the books, and take any password but an empty one', async () => {
    const rows = async () =>
      (await read('user_credit_bonus')).added.map(({ date, amount, name }) => [date, amount, name]);
    expect(await rows()).toEqual(await rows());
    const empty = linkItem(client, {
      override_username: 'user_credit_bonus',
      override_password: ' ',
    });
    expect((await catchProblem(empty)).error_code).toBe('INVALID_CREDENTIALS');
    const unknown = linkItem(client, { override_username: 'user_prism_9' });
    expect((await catchProblem(unknown)).error_code).toBe('INVALID_CREDENTIALS');
  });

  it('show what they are named after', async () => {
    const categoriesOf = async (username: string) =>
      new Set((await read(username)).added.map((row) => row.personal_finance_category?.detailed));
    expect(await categoriesOf('user_ewa_user')).toContain('LOAN_DISBURSEMENTS_EWA');
    expect(await categoriesOf('user_credit_profile_poor')).toContain('BANK_FEES_OVERDRAFT_FEES');
    const income = await categoriesOf('user_bank_income');
    for (const kind of ['SALARY', 'RENTAL', 'GIG_ECONOMY', 'RETIREMENT_PENSION']) {
      expect(income).toContain(`INCOME_${kind}`);
    }
    const joint = await read('user_credit_joint_account');
    expect(joint.accounts[0]?.owners).toHaveLength(2);
    const business = await read('user_small_business');
    expect(business.accounts.every((account) => account.holder_category === 'business')).toBe(true);
  });

  it('have portfolios and debts that match their accounts', async () => {
    const { access_token } = await read('user_yuppie');
    const { accounts, holdings } = (await client.investmentsHoldingsGet({ access_token })).data;
    const brokerage = accounts.find(({ type }) => type === 'investment');
    const card = accounts.find(({ type }) => type === 'credit');
    const worth = holdings.reduce((sum, row) => sum + row.institution_value, 0);
    expect(worth).toBeCloseTo(brokerage?.balances.current ?? 0, 4);
    const { investment_transactions } = (
      await client.investmentsTransactionsGet({
        access_token,
        start_date: addDays(today, -89),
        end_date: today,
      })
    ).data;
    const net = investment_transactions.reduce((sum, { amount }) => sum + amount, 0);
    expect(investment_transactions.length).toBeGreaterThanOrEqual(4);
    expect(net).toBeCloseTo(0, 2);
    const { liabilities } = (await client.liabilitiesGet({ access_token })).data;
    expect(liabilities.credit?.[0]?.aprs[1]).toMatchObject({
      apr_type: 'purchase_apr',
      apr_percentage: 21.24,
      balance_subject_to_apr: card?.balances.current,
    });
    expect(liabilities.student?.[0]?.last_statement_balance).toBeGreaterThan(0);
  });

  it('buy something more when the bank is asked again', async () => {
    const { access_token, cursor } = await read('user_yuppie');
    await client.transactionsRefresh({ access_token });
    const after = await syncAll(client, access_token, cursor);
    expect(after.added).toHaveLength(1);
    await client.transactionsRefresh({ access_token });
    expect((await syncAll(client, access_token, after.cursor)).added).toEqual([]);
  });

  it('live on, with balances that follow', async () => {
    const other = await startTestSandbox();
    try {
      const on = other.client();
      const before = await read('user_small_business', on);
      await other.control('/clock', { advanceDays: 21 });
      const after = await waitFor('new rows', async () => {
        const pass = await syncAll(on, before.access_token, before.cursor);
        return pass.added.length > 5 ? pass : null;
      });
      const { accounts } = (await on.accountsGet({ access_token: before.access_token })).data;
      for (const account of accounts) {
        const old = before.accounts.find(({ account_id }) => account_id === account.account_id);
        const moved = after.added
          .filter((row) => row.account_id === account.account_id && !row.pending)
          .reduce((sum, row) => sum + row.amount, 0);
        const sign = account.type === 'credit' ? 1 : -1;
        expect(account.balances.current).toBeCloseTo(
          (old?.balances.current ?? 0) + sign * moved,
          2,
        );
      }
    } finally {
      await other.close();
    }
  });
});
