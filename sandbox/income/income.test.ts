import { randomUUID } from 'node:crypto';
import { CreditBankIncomeCategory, type PlaidApi } from 'plaid';
import { describe, expect, it } from 'vitest';
import { linkIncome } from '../testing/link-item.ts';
import { catchProblem, openTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

async function createUser(client: PlaidApi) {
  const { data } = await client.userCreate({ client_user_id: randomUUID() });
  return { user_id: data.user_id, user_token: data.user_token ?? '' };
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

function deposit(days: number, amount: number, description: string) {
  const date = daysAgo(days);
  return { date_transacted: date, date_posted: date, amount, description, currency: 'USD' };
}

function customUser(account: object) {
  return {
    override_username: 'user_custom',
    override_password: JSON.stringify({
      override_accounts: [{ type: 'depository', subtype: 'checking', ...account }],
    }),
  };
}

describe('bank income', () => {
  it('is what the deposits of the session’s Items say', async () => {
    const client = sandbox.client();
    const { user_id } = await createUser(client);
    const { itemId } = await linkIncome(
      client,
      user_id,
      ['bank'],
      customUser({
        transactions: [
          ...[3, 17, 31, 45].map((days) => deposit(days, -1850.5, 'ACME CORP PAYROLL')),
          deposit(10, -3.21, 'INTEREST PAYMENT'),
          ...[2, 9, 16].map((days) => deposit(days, -210, 'UBER PAYOUT')),
          deposit(4, -18.4, 'UBER TRIP REFUND'),
          deposit(5, 60, 'CHEVRON 0093812'),
          deposit(400, -1850.5, 'ACME CORP PAYROLL'),
        ],
      }),
    );
    const [report] = (await client.creditBankIncomeGet({ user_id })).data.bank_income ?? [];
    const item = report?.items?.[0];
    expect(item?.item_id).toBe(itemId);
    expect(item?.bank_income_accounts?.[0]?.owners[0]?.names.length).toBeGreaterThan(0);
    const [salary, gig, interest] = (item?.bank_income_sources ?? []).toSorted(
      (a, b) => (b.total_amount ?? 0) - (a.total_amount ?? 0),
    );
    expect(salary).toMatchObject({
      income_category: CreditBankIncomeCategory.Salary,
      pay_frequency: 'BIWEEKLY',
      total_amount: 7402,
      transaction_count: 4,
      start_date: daysAgo(45),
      end_date: daysAgo(3),
    });
    expect(gig).toMatchObject({
      income_category: CreditBankIncomeCategory.GigEconomy,
      pay_frequency: 'WEEKLY',
      total_amount: 630,
    });
    expect(interest?.income_category).toBe(CreditBankIncomeCategory.BankInterest);
    const summary = report?.bank_income_summary;
    expect(summary).toMatchObject({
      total_amount: 8035.21,
      income_sources_count: 3,
      income_transactions_count: 8,
    });
    const months = summary?.historical_summary ?? [];
    expect(months[0]?.start_date).toBe(daysAgo(365));
    expect(months.at(-1)?.end_date).toBe(daysAgo(0));
    expect(months.flatMap((month) => month.transactions ?? [])).toHaveLength(8);
  });

  it('makes a report of each session, and gives as many as are asked for', async () => {
    const client = sandbox.client();
    const { user_id, user_token } = await createUser(client);
    await linkIncome(client, user_id);
    await linkIncome(client, user_id);
    const read = async (count?: number) =>
      (
        await client.creditBankIncomeGet({
          user_id,
          ...(count === undefined ? {} : { options: { count } }),
        })
      ).data.bank_income ?? [];
    expect(await read()).toHaveLength(1);
    const both = await read(10);
    expect(new Set(both.map((report) => report.bank_income_id)).size).toBe(2);
    const { data, headers } = await client.creditBankIncomePdfGet(
      { user_token },
      { responseType: 'arraybuffer' },
    );
    expect(headers['content-type']).toBe('application/pdf');
    expect(Buffer.from(data as ArrayBuffer).toString('latin1')).toContain('(INTRST PYMNT)');
  });

  it('is not there for who has shared none', async () => {
    const client = sandbox.client();
    const { user_id } = await createUser(client);
    await linkIncome(client, user_id, ['payroll']);
    expect(await catchProblem(client.creditBankIncomeGet({ user_id }))).toMatchObject({
      error_type: 'INCOME_VERIFICATION_ERROR',
      error_code: 'INCOME_VERIFICATION_NOT_FOUND',
    });
  });
});

describe('payroll income', () => {
  it('is the configuration’s, with sums of the year that follow from its pay stubs', async () => {
    const client = sandbox.client();
    const { user_id } = await createUser(client);
    const payStub = (payDay: string, gross: number, net: number) => ({
      employee: { name: 'Chip Hazard' },
      employer: { name: 'Heartland Toy Company' },
      income_breakdown: [{ type: 'regular', rate: 20, hours: gross / 20, total: gross }],
      pay_period_details: { pay_day: payDay, gross_earnings: gross, check_amount: net },
    });
    const { itemId } = await linkIncome(
      client,
      user_id,
      ['payroll'],
      customUser({
        income: { paystubs: [payStub('2025-03-07', 800, 500), payStub('2025-03-21', 600, 400)] },
      }),
    );
    const [item] = (await client.creditPayrollIncomeGet({ user_id })).data.items;
    expect(item?.item_id).toBe(itemId);
    expect(item?.accounts[0]?.rate_of_pay).toEqual({ pay_rate: 'HOURLY', pay_amount: 20 });
    const [latest, first] = item?.payroll_income[0]?.pay_stubs ?? [];
    expect(latest).toMatchObject({
      employee: { name: 'Chip Hazard' },
      employer: { name: 'Heartland Toy Company' },
      earnings: { total: { current_amount: 600, ytd_amount: 1400, hours: 30 } },
      deductions: { total: { current_amount: 200, ytd_amount: 500 } },
      net_pay: { current_amount: 400, ytd_amount: 900 },
      pay_period_details: { pay_date: '2025-03-21', pay_basis: 'HOURLY' },
    });
    expect(first?.earnings.breakdown[0]?.canonical_description).toBe('REGULAR_PAY');
  });

  it('is an ordinary salary for anybody else, and tells of the same employment', async () => {
    const client = sandbox.client();
    const { user_id, user_token } = await createUser(client);
    await linkIncome(client, user_id, ['payroll']);
    const [item] = (await client.creditPayrollIncomeGet({ user_id })).data.items;
    const income = item?.payroll_income[0];
    expect(income?.pay_stubs).toHaveLength(6);
    const total = Number(income?.w2s[0]?.wages_tips_other_comp);
    expect(total).toBe(26 * (income?.pay_stubs[0]?.earnings.total.current_amount ?? 0));
    const { employments } = (await client.creditEmploymentGet({ user_token })).data.items[0] ?? {};
    expect(employments).toMatchObject([
      {
        status: 'ACTIVE',
        employer: { name: income?.pay_stubs[0]?.employer.name },
        last_paystub_date: income?.pay_stubs[0]?.pay_period_details.pay_date,
      },
    ]);
  });
});
