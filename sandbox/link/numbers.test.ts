import { type LinkTokenCreateRequestAuth, Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { type OpenedLink, openLink, requireStep } from '../testing/link-session.ts';
import {
  catchProblem,
  openReceiver,
  openTestSandbox,
  startTestSandbox,
  waitFor,
} from '../testing/test-sandbox.ts';

let sandbox = await openTestSandbox();
const receiver = await openReceiver();

const numbers = {
  routingNumber: '110000000',
  accountNumber: '1111222233330000',
  name: 'Alberta Charleson',
  subtype: 'checking',
};

async function openForPayments(auth: LinkTokenCreateRequestAuth): Promise<OpenedLink> {
  const link = await openLink(sandbox, {
    products: [Products.Auth],
    webhook: receiver.url,
    auth,
  });
  await link.take('skip-phone');
  return link;
}

async function exchange(publicToken: string | null): Promise<string> {
  const exchanged = await sandbox
    .client()
    .itemPublicTokenExchange({ public_token: publicToken ?? '' });
  return exchanged.data.access_token;
}

async function readStatus(accessToken: string): Promise<string | undefined> {
  const { data } = await sandbox.client().accountsGet({ access_token: accessToken });
  return data.accounts[0]?.verification_status;
}

describe('same-day deposits', () => {
  async function linkByNumbers() {
    const link = await openForPayments({ same_day_microdeposits_enabled: true });
    requireStep(await link.take('manual'), 'numbers');
    const done = requireStep(await link.take('numbers', numbers), 'finished');
    return { done, accessToken: await exchange(done.publicToken) };
  }

  it('link an account of no bank, which waits for its code', async () => {
    const { done, accessToken } = await linkByNumbers();
    expect(done.institution).toBeNull();
    expect(done.accounts).toMatchObject([
      { mask: '0000', subtype: 'checking', verification_status: 'pending_manual_verification' },
    ]);
    const { data } = await sandbox.client().itemGet({ access_token: accessToken });
    expect(data.item).toMatchObject({
      institution_id: null,
      auth_method: 'SAME_DAY_MICRODEPOSITS',
    });
  });

  it('are confirmed in update mode with the code on the statement', async () => {
    const { accessToken } = await linkByNumbers();
    const auth = { access_token: accessToken };
    expect((await catchProblem(sandbox.client().authGet(auth))).error_code).toBe(
      'PRODUCT_NOT_READY',
    );
    const link = await openLink(sandbox, { access_token: accessToken });
    expect(requireStep(link.start, 'deposit')).toMatchObject({ mask: '0000', isInstant: false });
    expect((await link.take('deposit', { code: 'XYZ' })).error?.error_code).toBe(
      'INCORRECT_DEPOSIT_VERIFICATION',
    );
    const done = requireStep(await link.take('deposit', { code: 'abc' }), 'finished');
    expect(done.accounts[0]?.verification_status).toBe('manually_verified');
    expect(await readStatus(accessToken)).toBe('manually_verified');
    const { ach } = (await sandbox.client().authGet(auth)).data.numbers;
    expect(ach).toMatchObject([{ account: '1111222233330000', routing: '110000000' }]);
  });

  it('fail for good at the third wrong code, also across sessions', async () => {
    const { accessToken } = await linkByNumbers();
    const first = await openLink(sandbox, { access_token: accessToken });
    await first.take('deposit', { code: 'XXX' });
    await first.take('deposit', { code: 'XXX' });
    const second = await openLink(sandbox, { access_token: accessToken });
    const last = await second.take('deposit', { code: 'XXX' });
    expect(last.error?.error_code).toBe('TOO_MANY_VERIFICATION_ATTEMPTS');
    expect(await readStatus(accessToken)).toBe('verification_failed');
    const third = await openLink(sandbox, { access_token: accessToken });
    expect(third.start.error?.error_code).toBe('TOO_MANY_VERIFICATION_ATTEMPTS');
  });

  it('are offered only to those who ask for payments alone', async () => {
    const link = await openLink(sandbox, {
      products: [Products.Auth, Products.Transactions],
      auth: { same_day_microdeposits_enabled: true },
    });
    expect(requireStep(await link.take('skip-phone'), 'institution').offersNumbers).toBe(false);
    expect((await link.take('manual')).error?.error_code).toBe('INVALID_FIELD');
  });

  it('want a routing number that exists', async () => {
    const link = await openForPayments({ same_day_microdeposits_enabled: true });
    await link.take('manual');
    const refused = await link.take('numbers', { ...numbers, routingNumber: '110000001' });
    expect(refused.error?.error_code).toBe('INVALID_FIELD');
    requireStep(await link.take('numbers', numbers), 'finished');
  });

  it('may be chosen before any bank is', async () => {
    const link = await openLink(sandbox, {
      products: [Products.Auth],
      auth: { auth_type_select_enabled: true, same_day_microdeposits_enabled: true },
    });
    requireStep(await link.take('skip-phone'), 'auth-type');
    requireStep(await link.take('manual'), 'numbers');
    requireStep(await link.take('instant'), 'institution');
  });
});

describe('a bank that tells numbers only in part', () => {
  async function chooseChecking(auth: LinkTokenCreateRequestAuth, password: string) {
    const link = await openForPayments(auth);
    await link.take('institution', { institutionId: 'ins_109512' });
    const signedIn = await link.take('credentials', { username: 'user_good', password });
    const { accounts, isSingle } = requireStep(signedIn, 'accounts');
    expect(isSingle).toBe(true);
    const all = await link.take('accounts', { accountIds: accounts.map(({ id }) => id) });
    expect(all.error?.error_code).toBe('INVALID_ACCOUNT_ID');
    const accountIds = [accounts[0]?.id ?? ''];
    const view = requireStep(await link.take('accounts', { accountIds }), 'numbers');
    expect(view.institution?.name).toBe('Houndstooth Bank');
    return link;
  }

  it('compares what is typed', async () => {
    const link = await chooseChecking({}, 'pass_good');
    const wrong = await link.take('numbers', { ...numbers, routingNumber: '021000021' });
    expect(wrong.error?.error_code).toBe('INVALID_FIELD');
    const right = { ...numbers, routingNumber: '021000021', accountNumber: '1111222233331111' };
    const done = requireStep(await link.take('numbers', right), 'finished');
    expect(done).toMatchObject({
      institution: { name: 'Houndstooth Bank' },
      accounts: [{ verification_status: null }],
    });
  });

  it('or waits for a deposit that Plaid sees arrive after a day', async () => {
    const own = await startTestSandbox();
    const shared = sandbox;
    sandbox = own;
    try {
      const auth = { automated_microdeposits_enabled: true };
      const link = await chooseChecking(auth, 'microdeposits_good');
      const entered = { ...numbers, routingNumber: '021000021' };
      const done = requireStep(await link.take('numbers', entered), 'finished');
      expect(done.accounts[0]?.verification_status).toBe('pending_automatic_verification');
      const accessToken = await exchange(done.publicToken);
      await own.control('/clock', { advanceDays: 1.01 });
      await waitFor('the webhook', () => receiver.find('AUTOMATICALLY_VERIFIED'));
      expect(await readStatus(accessToken)).toBe('automatically_verified');
    } finally {
      sandbox = shared;
      await own.close();
    }
  });
});

describe('other ways to prove numbers', () => {
  it('a deposit within seconds, whose code is asked for at once', async () => {
    const link = await openForPayments({ instant_microdeposits_enabled: true });
    requireStep(await link.take('institution', { institutionId: 'ins_135858' }), 'numbers');
    const entered = { ...numbers, routingNumber: '333333334' };
    requireStep(await link.take('numbers', entered), 'deposit');
    expect((await link.take('deposit', { code: 'NO' })).error?.error_code).toBe(
      'INCORRECT_DEPOSIT_VERIFICATION',
    );
    const done = requireStep(await link.take('deposit', { code: 'ABC' }), 'finished');
    expect(done.accounts[0]?.verification_status).toBe('manually_verified');
  });

  it.each([
    ['1111222233331111', 'database_insights_pass'],
    ['1111222233333333', 'database_insights_pass_with_caution'],
    ['1111222233330000', 'database_insights_fail'],
  ])('a database that says of %s: %s', async (accountNumber, status) => {
    const link = await openForPayments({ database_insights_enabled: true });
    await link.take('manual');
    const done = requireStep(await link.take('numbers', { ...numbers, accountNumber }), 'finished');
    expect(done.accounts[0]?.verification_status).toBe(status);
  });

  it('a week without the code ends a deposit', async () => {
    const own = await startTestSandbox();
    const shared = sandbox;
    sandbox = own;
    try {
      const link = await openForPayments({ same_day_microdeposits_enabled: true });
      await link.take('manual');
      const done = requireStep(await link.take('numbers', numbers), 'finished');
      const accessToken = await exchange(done.publicToken);
      await own.control('/clock', { advanceDays: 7.01 });
      await waitFor('the webhook', () => receiver.find('VERIFICATION_EXPIRED'));
      expect(await readStatus(accessToken)).toBe('verification_expired');
    } finally {
      sandbox = shared;
      await own.close();
    }
  });
});
