import { Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import {
  askLink,
  type OpenedLink,
  openLink,
  openLinkAgain,
  requireStep,
} from '../testing/link-session.ts';
import {
  openReceiver,
  openTestSandbox,
  startTestSandbox,
  waitFor,
} from '../testing/test-sandbox.ts';
import type { AccountChoice, BankPage } from './browser/protocol.ts';

const sandbox = await openTestSandbox();
const receiver = await openReceiver();

const bankId = 'ins_127287';
const redirectUri = 'http://localhost:3000/oauth';

/** What the bank's page does, without the page. Blank credentials are fine there. */
async function signInAtBank(oauthStateId: string, username = ''): Promise<AccountChoice[]> {
  const body = { oauthStateId, username, password: username && 'x' };
  const signedIn = await askLink<{ accounts: AccountChoice[] }>(sandbox, 'bank-sign-in', body);
  return signedIn.accounts;
}

async function decide(oauthStateId: string, accountIds: string[] | null) {
  return askLink<{ returnTo: string | null }>(sandbox, 'bank-decide', { oauthStateId, accountIds });
}

async function visitBank(link: OpenedLink): Promise<string> {
  return requireStep(await link.takeToBank(bankId), 'oauth').oauthStateId;
}

describe('a bank with a page of its own', () => {
  it('is visited in a window; what is ticked there is what is shared', async () => {
    const link = await openLink(sandbox);
    const oauthStateId = await visitBank(link);
    const page = await askLink<BankPage>(sandbox, 'bank', { oauthStateId });
    expect(page).toMatchObject({
      institution: { name: 'Platypus OAuth Bank' },
      clientName: 'Plumbline',
    });
    expect(await link.take('bank-watch')).toMatchObject({ hasDecided: false });

    const accounts = await signInAtBank(oauthStateId);
    const wanted = accounts.slice(0, 2).map(({ id }) => id);
    const decided = await decide(oauthStateId, wanted);
    expect(decided.returnTo).toBeNull();
    expect(await link.take('bank-watch')).toMatchObject({ hasDecided: true });

    const done = requireStep(await link.take('bank-return'), 'finished');
    expect(done.accounts.map(({ id }) => id)).toEqual(wanted);
    const client = sandbox.client();
    const { data } = await client.itemPublicTokenExchange({ public_token: done.publicToken ?? '' });
    const { item } = (await client.itemGet({ access_token: data.access_token })).data;
    const days = (Date.parse(item.consent_expiration_time ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(365, 1);
  });

  it('knows the test logins, and takes any other for user_good', async () => {
    const first = await openLink(sandbox);
    expect(await signInAtBank(await visitBank(first), 'user_transactions_dynamic')).toHaveLength(2);
    const second = await openLink(sandbox);
    expect(await signInAtBank(await visitBank(second), 'somebody')).toHaveLength(9);
  });

  it('may be refused; a second visit starts afresh', async () => {
    const link = await openLink(sandbox);
    const oauthStateId = await visitBank(link);
    await decide(oauthStateId, null);
    const denied = await link.take('bank-return');
    expect(denied.error).toMatchObject({
      error_type: 'ITEM_ERROR',
      error_code: 'INSUFFICIENT_CREDENTIALS',
    });
    expect((await decide(oauthStateId, null)).error?.error_code).toBe(
      'OAUTH_STATE_ID_ALREADY_PROCESSED',
    );
    const again = requireStep(await link.take('bank-again'), 'oauth').oauthStateId;
    expect(again).not.toBe(oauthStateId);
    const [account] = await signInAtBank(again);
    await decide(again, [account?.id ?? '']);
    expect(requireStep(await link.take('bank-return'), 'finished').accounts).toHaveLength(1);
  });

  it('shares nothing that it did not offer', async () => {
    const link = await openLink(sandbox);
    const oauthStateId = await visitBank(link);
    for (const accountIds of [[], ['strange']]) {
      expect((await decide(oauthStateId, accountIds)).error?.error_code).toBe('INVALID_ACCOUNT_ID');
    }
    const unknown = await askLink(sandbox, 'bank', { oauthStateId: 'none' });
    expect(unknown.error?.error_code).toBe('OAUTH_STATE_ID_NOT_FOUND');
  });
});

describe('coming back by redirect', () => {
  it('goes on with the same token and the same session', async () => {
    const link = await openLink(sandbox, { redirect_uri: redirectUri });
    const view = requireStep(await link.takeToBank(bankId), 'oauth');
    expect(view.isRedirect).toBe(true);
    const accounts = await signInAtBank(view.oauthStateId);
    const { returnTo } = await decide(view.oauthStateId, [accounts[0]?.id ?? '']);
    expect(returnTo).toBe(`${redirectUri}?oauth_state_id=${view.oauthStateId}`);

    const back = await openLinkAgain(sandbox, link.linkToken, returnTo);
    expect(back.sessionId).toBe(link.sessionId);
    expect(back.start.topics).toEqual([]);
    requireStep(back.start, 'bank-return');
    requireStep(await back.take('bank-return'), 'finished');
    const third = await openLinkAgain(sandbox, link.linkToken, returnTo);
    expect(third.start.error).toMatchObject({
      error_type: 'OAUTH_ERROR',
      error_code: 'OAUTH_STATE_ID_ALREADY_PROCESSED',
    });
  });

  it('needs the token it began with, and a state that exists', async () => {
    const link = await openLink(sandbox, { redirect_uri: redirectUri });
    const oauthStateId = await visitBank(link);
    const other = await openLink(sandbox, { redirect_uri: redirectUri });
    const received = `${redirectUri}?oauth_state_id=${oauthStateId}`;
    const wrong = await openLinkAgain(sandbox, other.linkToken, received);
    expect(wrong.start.error?.error_code).toBe('INCORRECT_LINK_TOKEN');
    const none = await openLinkAgain(sandbox, link.linkToken, redirectUri);
    expect(none.start.error?.error_code).toBe('OAUTH_STATE_ID_NOT_FOUND');
  });

  it('without a decision counts as a refusal', async () => {
    const link = await openLink(sandbox, { redirect_uri: redirectUri });
    const oauthStateId = await visitBank(link);
    const received = `${redirectUri}?oauth_state_id=${oauthStateId}`;
    const back = await openLinkAgain(sandbox, link.linkToken, received);
    const refused = await back.take('bank-return');
    expect(refused.error?.error_code).toBe('INSUFFICIENT_CREDENTIALS');
  });
});

describe('a permission', () => {
  it('is announced before it ends, ends, and is renewed in update mode', async () => {
    const own = await startTestSandbox();
    try {
      const client = own.client();
      const { data } = await client.sandboxPublicTokenCreate({
        institution_id: bankId,
        initial_products: [Products.Transactions],
        options: { webhook: receiver.url },
      });
      const { access_token } = (
        await client.itemPublicTokenExchange({ public_token: data.public_token })
      ).data;
      await own.control('/clock', { advanceDays: 359 });
      const notice = await waitFor('the notice', () => receiver.find('PENDING_DISCONNECT'));
      expect(notice.body).toMatchObject({ reason: 'INSTITUTION_TOKEN_EXPIRATION' });
      await own.control('/clock', { advanceDays: 7 });
      const ended = await waitFor('the end', () =>
        receiver.received.find(
          ({ body }) =>
            body.webhook_code === 'ERROR' &&
            (body.error as { error_code_reason?: string }).error_code_reason ===
              'OAUTH_CONSENT_EXPIRED',
        ),
      );
      expect(ended.body.error).toMatchObject({ error_code: 'ITEM_LOGIN_REQUIRED' });

      const link = await openLink(own, { access_token });
      const { oauthStateId } = requireStep(link.start, 'oauth');
      const signedIn = await askLink<{ accounts: AccountChoice[] }>(own, 'bank-sign-in', {
        oauthStateId,
        username: '',
        password: '',
      });
      const accountIds = signedIn.accounts.filter(({ selected }) => selected).map(({ id }) => id);
      await askLink(own, 'bank-decide', { oauthStateId, accountIds });
      requireStep(await link.take('bank-return'), 'finished');
      const { item } = (await client.itemGet({ access_token })).data;
      expect(item.error).toBeNull();
      const renewed = Date.parse(item.consent_expiration_time ?? '') - Date.now();
      expect(renewed / 86_400_000).toBeGreaterThan(700);
    } finally {
      await own.close();
    }
  });
});
