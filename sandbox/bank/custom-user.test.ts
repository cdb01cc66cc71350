import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlaidApi, Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, toDateOnly } from '../dates.ts';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import {
  catchProblem,
  openTestSandbox,
  startTestSandbox,
  waitFor,
} from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const client = sandbox.client();
const today = toDateOnly(Date.now());
const everyProduct = [
  Products.Transactions,
  Products.Auth,
  Products.Identity,
  Products.Investments,
  Products.Liabilities,
];

function linkCustom(config: unknown, on: PlaidApi = client, products = everyProduct) {
  return linkItem(
    on,
    {
      override_username: 'user_custom',
      override_password: typeof config === 'string' ? config : JSON.stringify(config),
      transactions: { days_requested: 730 },
    },
    products,
  );
}

describe('user_custom', () => {
  it('has the numbers and owners of its configuration', async () => {
    const address = {
      data: {
        street: '7 Dale Lane',
        city: 'Hull',
        region: null,
        postal_code: 'HU1',
        country: 'GB',
      },
      primary: true,
    };
    const { accessToken: access_token } = await linkCustom({
      override_accounts: [
        {
          type: 'depository',
          subtype: 'checking',
          numbers: { account: '99887766', bacs_sort_code: '112233' },
          identity: {
            names: ['Ada Vole', 'Bo Vole', null],
            phone_numbers: [{ data: '2025550177', primary: true, type: 'mobile' }],
            emails: [{ data: 'ada@example.com', primary: true, type: 'primary' }],
            addresses: [address],
          },
        },
        { type: 'depository', subtype: 'savings', numbers: { account: '55554444' } },
        {
          type: 'depository',
          subtype: 'checking',
          meta: { mask: '' },
          numbers: { account: '1234', eft_institution: '114', eft_branch: '01533' },
          identity: { names: ['Somebody Else'] },
        },
      ],
    });
    const { accounts, numbers } = (await client.authGet({ access_token })).data;
    expect(accounts.map((account) => account.mask)).toEqual(['7766', '4444', '']);
    expect(numbers.bacs).toMatchObject([{ account: '99887766', sort_code: '112233' }]);
    expect(numbers.ach).toMatchObject([{ account: '55554444', routing: '011401533' }]);
    expect(numbers.eft).toMatchObject([{ account: '1234', institution: '114', branch: '01533' }]);

    const owned = (await client.identityGet({ access_token })).data.accounts;
    expect(owned.map(({ owners }) => owners[0]?.names)).toEqual(
      Array.from({ length: 3 }, () => ['Ada Vole', 'Bo Vole']),
    );
    expect(owned[1]?.owners[0]?.addresses).toEqual([address]);
    expect(owned[2]?.owners[0]?.emails).toEqual([]);
  });

  it('has the holdings and investment transactions of its configuration', async () => {
    const { accessToken: access_token } = await linkCustom({
      override_accounts: [
        {
          type: 'investment',
          subtype: 'brokerage',
          starting_balance: 1000,
          holdings: [
            {
              institution_price: 140.4,
              institution_price_as_of: today,
              quantity: 5,
              cost_basis: 600,
              currency: 'USD',
              security: { ticker_symbol: 'MOLE', name: 'Mole Works', currency: 'USD' },
            },
          ],
          investment_transactions: [
            {
              date: addDays(today, -9),
              name: 'Buy option',
              quantity: 2,
              price: 3,
              fees: 1,
              type: 'buy',
              currency: 'USD',
              security: { ticker_symbol: 'F241108C00005000' },
            },
            { date: addDays(today, -3), name: 'Sell', quantity: -4, price: 10, type: 'sell' },
          ],
        },
        {
          type: 'investment',
          subtype: 'ira',
          // One may stand without the list around it.
          holdings: { institution_price: 2, quantity: 30, currency: 'USD' },
        },
      ],
    });
    const { accounts, holdings, securities } = (
      await client.investmentsHoldingsGet({ access_token })
    ).data;
    const nameOf = (id: string) =>
      securities.find(({ security_id }) => security_id === id)?.name ?? null;
    expect(holdings.map((row) => [nameOf(row.security_id), row.institution_value])).toEqual([
      ['Mole Works', 702],
      ['U S Dollar', 298],
      ['U S Dollar', 60],
    ]);
    expect(accounts.map(({ balances }) => balances.current)).toEqual([1000, 60]);

    const { data } = await client.investmentsTransactionsGet({
      access_token,
      start_date: addDays(today, -30),
      end_date: today,
    });
    expect(data.investment_transactions).toMatchObject([
      { type: 'sell', amount: -40, security_id: null },
      { type: 'buy', subtype: 'buy', amount: 7, quantity: 2, fees: 1 },
    ]);
    expect(data.securities[0]?.option_contract).toEqual({
      contract_type: 'call',
      expiration_date: '2024-11-08',
      strike_price: 5,
      underlying_security_ticker: 'F',
    });
  });

  it('owes on the terms of its configuration', async () => {
    const originated = addMonths(today, -36);
    const { accessToken: access_token } = await linkCustom({
      override_accounts: [
        {
          type: 'credit',
          subtype: 'credit card',
          starting_balance: 1245.67,
          force_available_balance: 8754.33,
          meta: { limit: 10_000 },
          liability: {
            type: 'credit',
            purchase_apr: 16.99,
            cash_apr: 24.99,
            last_payment_amount: 250,
            minimum_payment_amount: 35,
            is_overdue: true,
          },
        },
        {
          type: 'loan',
          subtype: 'student',
          liability: {
            type: 'student',
            origination_date: originated,
            principal: 12_000,
            nominal_apr: 0,
            is_overdue: false,
            guarantor: 'DEPT OF ED',
            loan_status: { type: 'repayment', end_date: null },
            repayment_plan_type: 'graduated',
            pslf_status: { payments_made: 3, payments_remaining: 117 },
            repayment_model: { type: 'standard', non_repayment_months: 12, repayment_months: 120 },
          },
        },
      ],
    });
    const { accounts, liabilities } = (await client.liabilitiesGet({ access_token })).data;
    // Two years of ten are paid, without interest.
    expect(accounts.map(({ balances }) => balances.current)).toEqual([1245.67, 9600]);
    expect(accounts[0]?.balances.available).toBe(8754.33);
    expect(liabilities.credit).toMatchObject([
      { is_overdue: true, last_payment_amount: 250, minimum_payment_amount: 35 },
    ]);
    expect(liabilities.credit?.[0]?.aprs).toMatchObject([
      { apr_type: 'cash_apr', apr_percentage: 24.99 },
      { apr_type: 'purchase_apr', apr_percentage: 16.99, balance_subject_to_apr: 1245.67 },
    ]);
    expect((liabilities.credit?.[0]?.next_payment_due_date ?? today) < today).toBe(true);
    expect(liabilities.student).toMatchObject([
      {
        origination_date: originated,
        origination_principal_amount: 12_000,
        minimum_payment_amount: 100,
        expected_payoff_date: addMonths(originated, 132),
        loan_status: { type: 'repayment', end_date: null },
        pslf_status: { payments_made: 3, payments_remaining: 117 },
        repayment_plan: { type: 'graduated' },
      },
    ]);
  });

  it('earns every month, and pays its debts', async () => {
    const { accessToken: access_token } = await linkCustom({
      override_accounts: [
        {
          type: 'depository',
          subtype: 'checking',
          inflow_model: {
            type: 'monthly-income',
            income_amount: 5125.25,
            payment_day_of_month: 'last',
            transaction_name: 'DIRECT DEPOSIT MOLE WORKS',
          },
        },
        {
          type: 'credit',
          subtype: 'credit card',
          starting_balance: 1200,
          liability: { type: 'credit', purchase_apr: 12 },
          inflow_model: {
            type: 'monthly-interest-only-payment',
            payment_day_of_month: 15,
            statement_day_of_month: '13',
            transaction_name: 'Interest Payment',
          },
        },
      ],
    });
    await waitForHistory(client, access_token);
    const { added } = await syncAll(client, access_token);
    const income = added.filter(({ amount }) => amount === -5125.25);
    expect(income.length).toBeGreaterThanOrEqual(23);
    expect(income.every(({ date }) => addDays(date, 1).endsWith('-01'))).toBe(true);
    // Interest alone is paid, so that what is owed stays the same: 1 % of it each month.
    const payments = added.filter(({ name }) => name === 'Interest Payment');
    const charges = added.filter(({ name }) => name === 'INTEREST CHARGE');
    expect(payments.every(({ date, amount }) => date.endsWith('-15') && amount < 0)).toBe(true);
    expect(charges.at(-1)?.amount).toBeCloseTo(12, 0);
    expect(Math.abs(payments.length - charges.length)).toBeLessThanOrEqual(1);
  });

  it('posts what was pending once its day has come', async () => {
    const other = await startTestSandbox();
    try {
      const { accessToken: access_token } = await linkCustom(
        {
          override_accounts: [
            {
              type: 'depository',
              subtype: 'checking',
              starting_balance: 100,
              force_available_balance: 77,
              transactions: [
                {
                  date_transacted: today,
                  date_posted: addDays(today, 2),
                  amount: 30,
                  description: 'Held',
                  currency: 'EUR',
                },
                { date_transacted: null, date_posted: null, amount: null, description: null },
              ],
            },
          ],
        },
        other.client(),
      );
      await waitForHistory(other.client(), access_token);
      const before = await syncAll(other.client(), access_token);
      expect(before.added).toMatchObject([{ pending: true, iso_currency_code: 'EUR' }]);
      await other.control('/clock', { advanceDays: 3 });
      const after = await waitFor('the posted row', async () => {
        const pass = await syncAll(other.client(), access_token, before.cursor);
        return pass.added.length > 0 ? pass : null;
      });
      expect(after.removed).toEqual(before.added.map((row) => row.transaction_id));
      expect(after.added).toMatchObject([
        {
          pending: false,
          date: addDays(today, 2),
          pending_transaction_id: before.added[0]?.transaction_id,
        },
      ]);
      const { accounts } = (await other.client().accountsGet({ access_token })).data;
      expect(accounts[0]?.balances).toMatchObject({ current: 70, available: 77 });
    } finally {
      await other.close();
    }
  });

  it('is the same person for the same seed', async () => {
    const read = async (seed: string) => {
      const { accessToken: access_token } = await linkCustom({ seed });
      await waitForHistory(client, access_token);
      const { accounts } = (await client.accountsGet({ access_token })).data;
      const { added } = await syncAll(client, access_token);
      return [
        accounts.map(({ balances, mask }) => [balances.current, mask]),
        added.map(({ date, amount, name }) => [date, amount, name]),
      ];
    };
    const first = await read('mole');
    expect(await read('mole')).toEqual(first);
    expect(await read('vole')).not.toEqual(first);
  });

  it.each([
    [{ force_error: 'ITEM_LOCKED' }, 'ITEM_LOCKED'],
    [{ force_error: 'PLAID_ERROR' }, 'PLAID_ERROR'],
    [{ recaptcha: 'bad' }, 'RECAPTCHA_BAD'],
    [{ override_accounts: [{ type: 'unknown' }] }, 'INVALID_CREDENTIALS'],
    [{ override_accounts: Array.from({ length: 11 }, () => ({})) }, 'INVALID_CREDENTIALS'],
  ])('answers %j with %s', async (config, code) => {
    expect((await catchProblem(linkCustom(config))).error_code).toBe(code);
  });
});

/** A folder of configurations that others have written; this project ships none of them. */
const folder = process.env.PLAID_CUSTOM_USERS;
const files = folder
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    )
  : [];

interface CustomFile {
  override_accounts?: {
    type: string | null;
    holdings?: unknown[];
    investment_transactions?: unknown[];
    liability?: { type: string | null };
    identity?: { names: (string | null)[] };
    transactions?: { date_posted: string | null }[];
  }[];
}

describe.skipIf(files.length === 0)('every configuration in PLAID_CUSTOM_USERS', () => {
  it.each(files)('%s', async (name) => {
    const text = readFileSync(join(folder ?? '', name), 'utf8');
    const { override_accounts: customs } = JSON.parse(text) as CustomFile;
    const { accessToken: access_token } = await linkCustom(text);
    await waitForHistory(client, access_token);
    const { accounts } = (await client.accountsGet({ access_token })).data;
    expect(accounts).toHaveLength(customs?.length ?? 3);

    const { added } = await syncAll(client, access_token);
    const dates = (customs ?? []).flatMap(({ transactions }) =>
      (transactions ?? []).flatMap(({ date_posted }) => (date_posted ? [date_posted] : [])),
    );
    const readable = dates.filter((date) => date >= addDays(today, -730));
    expect(added.length).toBeGreaterThanOrEqual(readable.length);

    const names = customs?.find(({ identity }) => identity)?.identity?.names ?? [];
    const owned = (await client.identityGet({ access_token })).data.accounts;
    expect(owned[0]?.owners[0]?.names).toEqual(
      customs?.some(({ identity }) => identity)
        ? names.filter((one) => one !== null)
        : ['Alberta Bobbeth Charleson'],
    );

    if (customs?.some(({ holdings }) => holdings)) {
      const { holdings } = (await client.investmentsHoldingsGet({ access_token })).data;
      expect(holdings.length).toBeGreaterThanOrEqual(customs[0]?.holdings?.length ?? 0);
      const { total_investment_transactions } = (
        await client.investmentsTransactionsGet({
          access_token,
          start_date: '2000-01-01',
          end_date: today,
        })
      ).data;
      expect(total_investment_transactions).toBe(customs[0]?.investment_transactions?.length);
    }
    const debts = customs?.filter(({ liability }) => liability?.type).length ?? 0;
    if (debts > 0) {
      const { liabilities } = (await client.liabilitiesGet({ access_token })).data;
      const found = [...(liabilities.credit ?? []), ...(liabilities.student ?? [])];
      expect(found).toHaveLength(debts);
    }
    if (accounts.some(({ type }) => type === 'depository')) {
      const { numbers } = (await client.authGet({ access_token })).data;
      expect(Object.values(numbers).flat().length).toBeGreaterThan(0);
    }
  });
});
