import { Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import {
  askLink,
  linkTokenBase,
  type OpenedLink,
  openLink,
  requireStep,
} from '../testing/link-session.ts';
import {
  catchProblem,
  openReceiver,
  openTestSandbox,
  startTestSandbox,
  waitFor,
} from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const receiver = await openReceiver();

const signIn = (link: OpenedLink, username = 'user_good', password = 'pass_good') =>
  link.take('credentials', { username, password });

describe('a new link', () => {
  it('goes from the consent to a public token', async () => {
    const client = sandbox.client();
    const link = await openLink(sandbox, {
      webhook: receiver.url,
      transactions: { days_requested: 730 },
      optional_products: [Products.Investments],
    });
    const { start, sessionId, linkToken } = link;
    expect(start).toMatchObject({
      clientName: 'Plumbline',
      isUpdate: false,
      canSearch: true,
      view: { step: 'phone' },
    });
    expect(start.topics.map((topic) => topic.title)).toContain('Investments');
    requireStep(await link.take('skip-phone'), 'institution');

    const { institutions } = await link.take('search', { words: 'PLATYPUS' });
    // Banks that are down or lack the product are listed, to be told about.
    expect(institutions.map(({ name, health }) => [name, health])).toEqual([
      ['First Platypus Bank', 'healthy'],
      ['First Platypus Balance Bank', 'healthy'],
      ['Platypus OAuth Bank', 'healthy'],
      ['First Platypus OAuth App2App Bank', 'healthy'],
      ['Unhealthy Platypus Bank - Degraded', 'degraded'],
      ['Unhealthy Platypus Bank - Down', 'down'],
      ['First Platypus Limited Purpose', 'healthy'],
      ['First Platypus Bank - OAuth', 'healthy'],
      ['Unsupported Platypus Bank', 'unsupported'],
    ]);
    const chosen = await link.take('institution', { institutionId: 'ins_109508' });
    expect(chosen.view).toMatchObject({ step: 'credentials', hint: { username: 'user_good' } });

    const { accounts } = requireStep(await signIn(link), 'accounts');
    // Nine for Transactions, and the two for Investments.
    expect(accounts).toHaveLength(11);
    const wanted = accounts.filter((account) => account.mask !== '2222').map(({ id }) => id);
    const done = requireStep(await link.take('accounts', { accountIds: wanted }), 'finished');
    expect(done.institution).toEqual({ institution_id: 'ins_109508', name: 'First Platypus Bank' });
    expect(done.accounts[0]).toMatchObject({
      id: wanted[0],
      mask: '0000',
      class_type: null,
      verification_status: null,
    });

    const publicToken = done.publicToken ?? '';
    const exchanged = await client.itemPublicTokenExchange({ public_token: publicToken });
    const accessToken = exchanged.data.access_token;
    const shared = (await client.accountsGet({ access_token: accessToken })).data.accounts;
    expect(shared.map((account) => account.account_id)).toEqual(wanted);
    await waitForHistory(client, accessToken);
    const { added } = await syncAll(client, accessToken);
    expect(added.some((row) => row.name.startsWith('CD DEPOSIT'))).toBe(false);
    expect(added.some((row) => row.name.startsWith('Uber'))).toBe(true);
    expect((await client.itemGet({ access_token: accessToken })).data.item.webhook).toBe(
      receiver.url,
    );

    await link.take('events', {
      events: [
        {
          name: 'HANDOFF',
          timestamp: new Date().toISOString(),
          metadata: { institution_id: 'ins_109508', view_name: null, link_session_id: sessionId },
        },
      ],
    });
    const token = (await client.linkTokenGet({ link_token: linkToken })).data;
    expect(token.link_sessions).toMatchObject([
      {
        link_session_id: sessionId,
        events: [{ event_name: 'HANDOFF', event_metadata: { institution_id: 'ins_109508' } }],
        exit: null,
        on_success: { public_token: publicToken },
        results: { item_add_results: [{ public_token: publicToken }] },
      },
    ]);
    expect(token.link_sessions?.[0]?.events?.[0]?.event_metadata).not.toHaveProperty('view_name');
  });

  it('shows the bank of a routing number first, unless several banks share it', async () => {
    const first = async (routing_number: string) => {
      const link = await openLink(sandbox, { institution_data: { routing_number } });
      return (await link.take('search', { words: '' })).institutions[0]?.name;
    };
    expect(await first('121000358')).toBe('Tartan Bank');
    expect(await first('026009593')).toBe('Bank of America');
    expect(await first('021000021')).toBe('First Platypus Bank');
  });

  it('offers only what the token filters let through, and takes only what was offered', async () => {
    const link = await openLink(sandbox, {
      account_filters: { depository: { account_subtypes: ['checking' as never] } },
    });
    await link.takeToBank('ins_109511');
    const { accounts } = requireStep(await signIn(link), 'accounts');
    expect(accounts.map((account) => account.mask)).toEqual(['0000']);
    for (const accountIds of [[], ['strange']]) {
      const refused = await link.take('accounts', { accountIds });
      expect(refused.error).toMatchObject({ error_code: 'INVALID_ACCOUNT_ID' });
    }
  });

  it('goes straight to the bank the token names', async () => {
    const { start } = await openLink(sandbox, { institution_id: 'ins_109511' });
    expect(requireStep(start, 'credentials').institution.name).toBe('Tartan Bank');
    expect(start.canSearch).toBe(false);
  });

  it('may turn back to the banks at any step before the end', async () => {
    const link = await openLink(sandbox);
    await link.takeToBank();
    requireStep(await signIn(link, 'user_good', 'mfa_device'), 'challenge');
    requireStep(await link.take('search-again'), 'institution');
    requireStep(await link.take('institution', { institutionId: 'ins_109511' }), 'credentials');
    const refused = await link.take('answers', { answers: ['1234'] });
    expect(refused.error?.error_code).toBe('INVALID_FIELD');
  });
});

describe('signing in', () => {
  it.each([
    ['user_good', 'wrong', 'INVALID_CREDENTIALS'],
    ['nobody', 'pass_good', 'INVALID_CREDENTIALS'],
    ['user_custom', '{"force_error":"MFA_NOT_SUPPORTED"}', 'MFA_NOT_SUPPORTED'],
    ...[
      'COUNTRY_NOT_SUPPORTED',
      'INSTITUTION_DOWN',
      'INSTITUTION_NOT_RESPONDING',
      'INSTITUTION_NO_LONGER_SUPPORTED',
      'INSUFFICIENT_CREDENTIALS',
      'INTERNAL_SERVER_ERROR',
      'INVALID_CREDENTIALS',
      'INVALID_MFA',
      'INVALID_SEND_METHOD',
      'ITEM_LOCKED',
      'ITEM_LOGIN_REQUIRED',
      'ITEM_NOT_SUPPORTED',
      'MFA_NOT_SUPPORTED',
      'NO_ACCOUNTS',
      'USER_INPUT_TIMEOUT',
      'USER_SETUP_REQUIRED',
    ].map((code): [string, string, string] => ['user_good', `error_${code}`, code]),
  ] as [string, string, string][])(
    'as %s with %s ends in %s, and may be tried again',
    async (username, password, code) => {
      const link = await openLink(sandbox);
      await link.takeToBank();
      const refused = await signIn(link, username, password);
      expect(refused.error?.error_code).toBe(code);
      requireStep(await signIn(link), 'accounts');
    },
  );

  it.each([
    ['mfa_device', [['Text message to •••-•••-8888'], ['1234']]],
    [
      'mfa_questions_2_2',
      [
        ['answer_0_0', 'answer_0_1'],
        ['answer_1_0', 'answer_1_1'],
      ],
    ],
    ['mfa_selections', [['Yes']]],
    ['mfa_selections_1_2_3', [['answer_0_0_0', 'answer_0_1_0']]],
    ['{"recaptcha":"good"}', [['I am not a robot']]],
  ])('with %s asks on', async (password, rounds) => {
    const link = await openLink(sandbox);
    await link.takeToBank();
    let answer = await signIn(link, 'user_good', password);
    for (const answers of rounds) {
      requireStep(answer, 'challenge');
      const wrong = await link.take('answers', { answers: answers.map(() => 'no') });
      expect(wrong.error?.error_type).toMatch(/^(ITEM|RECAPTCHA)_ERROR$/);
      answer = await link.take('answers', { answers });
    }
    requireStep(answer, 'accounts');
  });

  it('with a captcha that nobody passes ends in RECAPTCHA_BAD', async () => {
    const link = await openLink(sandbox);
    await link.takeToBank();
    await signIn(link, 'user_good', '{"recaptcha":"bad"}');
    const refused = await link.take('answers', { answers: ['I am not a robot'] });
    expect(refused.error).toMatchObject({
      error_type: 'RECAPTCHA_ERROR',
      error_code: 'RECAPTCHA_BAD',
    });
  });

  it.each([
    ['ins_132361', 'INSTITUTION_DOWN'],
    ['ins_133402', 'PRODUCTS_NOT_SUPPORTED'],
  ])('at %s is not possible: %s', async (institutionId, code) => {
    const link = await openLink(sandbox);
    const refused = await link.takeToBank(institutionId);
    expect(refused.error?.error_code).toBe(code);
  });
});

describe('update mode', () => {
  it('repairs a broken login without a new Item', async () => {
    const client = sandbox.client();
    const item = await linkItem(client, { webhook: receiver.url });
    await waitForHistory(client, item.accessToken);
    await client.sandboxItemResetLogin({ access_token: item.accessToken });
    receiver.received.length = 0;

    const link = await openLink(sandbox, { access_token: item.accessToken });
    expect(link.start).toMatchObject({
      isUpdate: true,
      canSearch: false,
      topics: [],
      view: { step: 'credentials' },
    });
    const stranger = await signIn(link, 'user_transactions_dynamic', 'x');
    expect(stranger.error?.error_code).toBe('INVALID_CREDENTIALS');
    requireStep(await signIn(link), 'finished');

    expect((await client.transactionsSync({ access_token: item.accessToken })).status).toBe(200);
    const { data } = await client.itemGet({ access_token: item.accessToken });
    expect(data.item).toMatchObject({ item_id: item.itemId, error: null });
    // Plaid does not announce a repair to the application that made it.
    expect(receiver.find('LOGIN_REPAIRED')).toBeUndefined();
  });

  it('changes the shared accounts; one that joins brings its history', async () => {
    const client = sandbox.client();
    const item = await linkItem(client, { webhook: receiver.url });
    await waitForHistory(client, item.accessToken);
    const list = async () =>
      (await client.accountsGet({ access_token: item.accessToken })).data.accounts;
    const [checking, ...others] = await list();
    const change = async (accountIds: string[]) => {
      const link = await openLink(sandbox, {
        access_token: item.accessToken,
        update: { account_selection_enabled: true },
      });
      requireStep(await signIn(link), 'accounts');
      requireStep(await link.take('accounts', { accountIds }), 'finished');
    };
    await change(others.map((account) => account.account_id));
    expect(await list()).toHaveLength(8);
    const gone = client.accountsGet({
      access_token: item.accessToken,
      options: { account_ids: [checking?.account_id ?? ''] },
    });
    expect((await catchProblem(gone)).error_code).toBe('INVALID_ACCOUNT_ID');
    const without = await syncAll(client, item.accessToken);
    expect(without.added.some((row) => row.account_id === checking?.account_id)).toBe(false);

    receiver.received.length = 0;
    await change([checking, ...others].map((account) => account?.account_id ?? ''));
    const joined = await syncAll(client, item.accessToken, without.cursor);
    expect(joined.added.length).toBeGreaterThan(15);
    expect(joined.added.every((row) => row.account_id === checking?.account_id)).toBe(true);
    await waitFor('the webhooks', () => receiver.find('HISTORICAL_UPDATE'));
  });

  it('adds consent', async () => {
    const client = sandbox.client();
    const item = await linkItem(client);
    const link = await openLink(sandbox, {
      access_token: item.accessToken,
      additional_consented_products: [Products.Auth],
    });
    expect(link.start.topics.map((topic) => topic.title)).toEqual(['Account numbers']);
    requireStep(await signIn(link), 'finished');
    const { data } = await client.itemGet({ access_token: item.accessToken });
    expect(data.item.consented_products).toContain('auth');
  });
});

describe('a session', () => {
  it('needs a link token that is known and has not run out', async () => {
    const opening = { institutionId: null, receivedRedirectUri: null };
    const unknown = await askLink(sandbox, 'start', { ...opening, linkToken: 'link-sandbox-none' });
    expect(unknown.error).toMatchObject({
      error_type: 'INVALID_INPUT',
      error_code: 'INVALID_LINK_TOKEN',
    });
    const other = await startTestSandbox();
    try {
      const { data } = await other
        .client()
        .linkTokenCreate({ ...linkTokenBase, products: [Products.Transactions] });
      await other.control('/clock', { advanceDays: 1 });
      const late = await askLink(other, 'start', { ...opening, linkToken: data.link_token });
      expect(late.error?.error_code).toBe('INVALID_LINK_TOKEN');
    } finally {
      await other.close();
    }
  });

  it('survives a restart, and is not finished twice', async () => {
    const link = await openLink(sandbox);
    await link.takeToBank();
    const { accounts } = requireStep(await signIn(link), 'accounts');
    await sandbox.restart();
    const accountIds = accounts.map(({ id }) => id);
    requireStep(await link.take('accounts', { accountIds }), 'finished');
    const again = await link.take('accounts', { accountIds });
    expect(again.error?.error_code).toBe('INVALID_FIELD');
    await link.take('exit', { error: null, status: null, institution: null });
    const token = (await sandbox.client().linkTokenGet({ link_token: link.linkToken })).data;
    expect(token.link_sessions).toMatchObject([{ exit: null, on_success: {} }]);
  });

  it('that is left says why', async () => {
    const link = await openLink(sandbox);
    await link.take('exit', {
      error: null,
      status: 'requires_credentials',
      institution: { name: 'Tartan Bank', institution_id: 'ins_109511' },
    });
    const token = (await sandbox.client().linkTokenGet({ link_token: link.linkToken })).data;
    expect(token.link_sessions).toMatchObject([
      {
        exit: { error: null, metadata: { status: 'requires_credentials' } },
        on_success: null,
        results: null,
      },
    ]);
  });
});

describe('what a browser loads', () => {
  it('is plain JavaScript, under a policy that lets nothing else in', async () => {
    const script = await fetch(`${sandbox.url}/link/v2/stable/link-initialize.js`);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    const text = await script.text();
    expect(text).not.toMatch(/^\s*(import|export) /m);
    expect(() => new Function(text)).not.toThrow();

    const frame = await fetch(`${sandbox.url}/link/frame?mode=dialog&origin=http://localhost:3000`);
    const policy = frame.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('frame-ancestors http://localhost:*');
    expect(policy).not.toContain('unsafe');

    for (const path of [
      'link/browser/frame.ts',
      'link/browser/bank.ts',
      'browser/dom.ts',
      'link/browser/link.css',
    ]) {
      expect((await fetch(`${sandbox.url}/assets/code/${path}`)).status).toBe(200);
    }
    for (const path of ['link/app.ts', 'browser/%2e%2e/main.ts', 'browser/none.ts', 'config.ts']) {
      expect((await fetch(`${sandbox.url}/assets/code/${path}`)).status).toBe(404);
    }
  });
});
