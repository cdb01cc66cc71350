import { randomUUID } from 'node:crypto';
import {
  IncomeVerificationPayrollFlowType,
  IncomeVerificationSourceType,
  type LinkTokenCreateRequestIncomeVerification,
  Products,
} from 'plaid';
import { describe, expect, it } from 'vitest';
import {
  linkAllAccounts,
  linkTokenBase,
  type OpenedLink,
  openLink,
  requireStep,
} from '../testing/link-session.ts';
import { catchProblem, openReceiver, openTestSandbox, waitFor } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const receiver = await openReceiver();

const { Bank, Payroll } = IncomeVerificationSourceType;

async function openForIncome(income: LinkTokenCreateRequestIncomeVerification) {
  const client = sandbox.client();
  const { data } = await client.userCreate({ client_user_id: randomUUID() });
  const userId = data.user_id ?? '';
  const link = await openLink(sandbox, {
    products: [Products.IncomeVerification],
    user_id: userId,
    webhook: receiver.url,
    income_verification: income,
  });
  return { client, userId, userToken: data.user_token ?? '', link };
}

async function readResults(link: OpenedLink) {
  const { data } = await sandbox.client().linkTokenGet({ link_token: link.linkToken });
  return data.link_sessions?.[0]?.results;
}

describe('income at a bank', () => {
  it('is verified with the accounts that are shared', async () => {
    const { client, userToken, link } = await openForIncome({
      income_source_types: [Bank],
      bank_income: { days_requested: 180 },
    });
    await link.takeToBank();
    const done = requireStep(await linkAllAccounts(link), 'finished');
    expect(done.readsBankIncome).toBe(true);
    const { sessions } = (await client.creditSessionsGet({ user_token: userToken })).data;
    expect(sessions).toMatchObject([
      { link_session_id: link.sessionId, results: { bank_income_results: [{}] } },
    ]);
    expect(await readResults(link)).toMatchObject({
      bank_income_results: [{ status: 'APPROVED', institution: { name: 'First Platypus Bank' } }],
      payroll_income_results: [],
      document_income_results: null,
    });
  });
});

describe('income at an employer', () => {
  async function nameEmployer() {
    const opened = await openForIncome({ income_source_types: [Payroll] });
    const view = requireStep(opened.link.start, 'employer');
    expect(view.employers).toContain('Harbor Lane Bakery');
    requireStep(await opened.link.take('employer'), 'payroll-login');
    return opened;
  }

  it('is read with the login of the payroll provider', async () => {
    const { client, userId, link } = await nameEmployer();
    const wrong = await link.take('payroll-login', { username: 'user_good', password: 'test' });
    expect(wrong.error?.error_code).toBe('INVALID_CREDENTIALS');
    const login = { username: 'test-good', password: 'test' };
    requireStep(await link.take('payroll-login', login), 'challenge');
    expect((await link.take('payroll-proof', { answers: ['0000'] })).error?.error_code).toBe(
      'INVALID_MFA',
    );
    requireStep(await link.take('payroll-proof', { answers: ['1234'] }), 'finished');

    const { items } = (await client.creditPayrollIncomeGet({ user_id: userId })).data;
    expect(items[0]?.payroll_income[0]?.pay_stubs.length).toBeGreaterThan(0);
    expect(await readResults(link)).toMatchObject({
      payroll_income_results: [{ institution: { institution_id: 'ins_135842' } }],
      bank_income_results: [],
    });
    const told = await waitFor('INCOME_VERIFICATION', () => receiver.find('INCOME_VERIFICATION'));
    expect(told.body).toMatchObject({
      user_id: userId,
      verification_status: 'VERIFICATION_STATUS_PROCESSING_COMPLETE',
    });
  });

  it('may be shown by documents instead', async () => {
    const { link } = await nameEmployer();
    requireStep(await link.take('choose-documents'), 'documents');
    requireStep(await link.take('documents'), 'finished');
    const results = await readResults(link);
    expect(results?.document_income_results?.num_paystubs_uploaded).toBeGreaterThan(0);
    expect(results?.payroll_income_results).toEqual([]);
  });

  it('is shown the way the token allows', async () => {
    const documents = await openForIncome({
      income_source_types: [Payroll],
      payroll_income: { flow_types: [IncomeVerificationPayrollFlowType.DocumentIncome] },
    });
    requireStep(documents.link.start, 'documents');
    const login = await openForIncome({
      income_source_types: [Payroll],
      payroll_income: { flow_types: [IncomeVerificationPayrollFlowType.DigitalIncome] },
    });
    expect(requireStep(login.link.start, 'employer').takesDocuments).toBe(false);
    expect((await login.link.take('choose-documents')).error?.error_code).toBe('INVALID_FIELD');
  });

  it('belongs to a user', async () => {
    const problem = await catchProblem(
      sandbox
        .client()
        .linkTokenCreate({ ...linkTokenBase, products: [Products.IncomeVerification] }),
    );
    expect(problem.error_code).toBe('MISSING_FIELDS');
  });
});
