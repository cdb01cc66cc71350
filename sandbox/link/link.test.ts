import { CountryCode, type LinkTokenCreateRequest, Products } from 'plaid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import {
  catchProblem,
  type Receiver,
  startReceiver,
  startTestSandbox,
  type TestSandbox,
  waitFor,
} from '../testing/test-sandbox.ts';
import type { LinkError, SessionStart, StepView } from './browser/protocol.ts';

let sandbox: TestSandbox;
let receiver: Receiver;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  receiver = await startReceiver();
});

afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

const base: LinkTokenCreateRequest = {
  client_name: 'Plumbline',
  language: 'en',
  country_codes: [CountryCode.Us],
  user: { client_user_id: 'user-1' },
};

interface Answer {
  requestId: string;
  error?: LinkError;
  view: StepView;
}

/** What the frame does, without the frame. */
async function ask<T = Answer>(step: string, body: object): Promise<T & Answer> {
  const response = await fetch(`${sandbox.url}/link/session/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T & Answer;
}

async function openLink(request: Partial<LinkTokenCreateRequest> = {}) {
  const client = sandbox.client();
  const { data } = await client.linkTokenCreate({
    ...base,
    ...(request.access_token ? {} : { products: [Products.Transactions] }),
    ...request,
  });
  const start = await ask<SessionStart>('start', {
    linkToken: data.link_token,
    institutionId: null,
  });
  return { client, linkToken: data.link_token, start, sessionId: start.sessionId };
}

async function signIn(sessionId: string, username = 'user_good', password = 'pass_good') {
  return ask('credentials', { sessionId, username, password });
}

function requireStep<Step extends StepView['step']>(view: StepView | undefined, step: Step) {
  if (view?.step !== step) {
    throw new Error(`expected step ${step}, got ${view?.step}`);
  }
  return view as Extract<StepView, { step: Step }>;
}

describe('a new link', () => {
  it('goes from the consent to a public token', async () => {
    const { client, linkToken, start, sessionId } = await openLink({
      webhook: receiver.url,
      transactions: { days_requested: 730 },
      optional_products: [Products.Investments],
    });
    expect(start).toMatchObject({
      clientName: 'Plumbline',
      isUpdate: false,
      view: { step: 'institution' },
    });
    expect(start.topics.map((topic) => topic.title)).toContain('Investments');

    const found = await ask<{ institutions: { id: string; name: string }[] }>('search', {
      sessionId,
      words: 'PLATYPUS first',
    });
    // Banks with a sign-in page of their own, and banks without the product, are not offered.
    expect(found.institutions.map((bank) => bank.name)).toEqual([
      'First Platypus Bank',
      'First Platypus Balance Bank',
    ]);
    const chosen = await ask('institution', { sessionId, institutionId: 'ins_109508' });
    expect(chosen.view).toMatchObject({ step: 'credentials', hint: { username: 'user_good' } });

    const { accounts } = requireStep((await signIn(sessionId)).view, 'accounts');
    // Nine for Transactions, and the two for Investments.
    expect(accounts).toHaveLength(11);
    const wanted = accounts.filter((account) => account.mask !== '2222').map(({ id }) => id);
    const done = requireStep(
      (await ask('accounts', { sessionId, accountIds: wanted })).view,
      'finished',
    );
    expect(done.institution).toEqual({ institution_id: 'ins_109508', name: 'First Platypus Bank' });
    expect(done.accounts[0]).toMatchObject({ id: wanted[0], mask: '0000', class_type: null });

    const exchanged = await client.itemPublicTokenExchange({ public_token: done.publicToken });
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

    await ask('events', {
      sessionId,
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
        results: { item_add_results: [{ public_token: done.publicToken }] },
      },
    ]);
    expect(token.link_sessions?.[0]?.events?.[0]?.event_metadata).not.toHaveProperty('view_name');
  });

  it('offers only what the token filters let through, and takes only what was offered', async () => {
    const { sessionId } = await openLink({
      account_filters: { depository: { account_subtypes: ['checking' as never] } },
    });
    await ask('institution', { sessionId, institutionId: 'ins_109511' });
    const { accounts } = requireStep((await signIn(sessionId)).view, 'accounts');
    expect(accounts.map((account) => account.mask)).toEqual(['0000']);
    for (const accountIds of [[], ['strange']]) {
      const refused = await ask('accounts', { sessionId, accountIds });
      expect(refused.error).toMatchObject({ error_code: 'INVALID_ACCOUNT_ID' });
    }
  });

  it('goes straight to the bank the token names', async () => {
    const { start } = await openLink({ institution_id: 'ins_109511' });
    expect(requireStep(start.view, 'credentials').institution.name).toBe('Tartan Bank');
  });
});

describe('signing in', () => {
  it.each([
    ['user_good', 'wrong', 'INVALID_CREDENTIALS'],
    ['nobody', 'pass_good', 'INVALID_CREDENTIALS'],
    ['user_good', 'error_ITEM_LOCKED', 'ITEM_LOCKED'],
    ['user_good', 'error_INSTITUTION_NOT_RESPONDING', 'INSTITUTION_NOT_RESPONDING'],
    ['user_custom', '{"force_error":"MFA_NOT_SUPPORTED"}', 'MFA_NOT_SUPPORTED'],
  ])('as %s with %s ends in %s, and may be tried again', async (username, password, code) => {
    const { sessionId } = await openLink();
    await ask('institution', { sessionId, institutionId: 'ins_109508' });
    const refused = await signIn(sessionId, username, password);
    expect(refused.error?.error_code).toBe(code);
    expect((await signIn(sessionId)).view.step).toBe('accounts');
  });

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
  ])('with %s asks on', async (password, rounds) => {
    const { sessionId } = await openLink();
    await ask('institution', { sessionId, institutionId: 'ins_109508' });
    let { view } = await signIn(sessionId, 'user_good', password);
    for (const answers of rounds) {
      requireStep(view, 'challenge');
      const wrong = await ask('answers', { sessionId, answers: answers.map(() => 'no') });
      expect(wrong.error?.error_type).toBe('ITEM_ERROR');
      view = (await ask('answers', { sessionId, answers })).view;
    }
    expect(view.step).toBe('accounts');
  });

  it('at a bank that is down is not possible', async () => {
    const { sessionId } = await openLink();
    const refused = await ask('institution', { sessionId, institutionId: 'ins_132361' });
    expect(refused.error).toMatchObject({
      error_type: 'INSTITUTION_ERROR',
      error_code: 'INSTITUTION_DOWN',
    });
  });
});

describe('update mode', () => {
  it('repairs a broken login without a new Item', async () => {
    const client = sandbox.client();
    const item = await linkItem(client, { webhook: receiver.url });
    await waitForHistory(client, item.accessToken);
    await client.sandboxItemResetLogin({ access_token: item.accessToken });
    receiver.received.length = 0;

    const { start, sessionId } = await openLink({ access_token: item.accessToken });
    expect(start).toMatchObject({ isUpdate: true, topics: [], view: { step: 'credentials' } });
    const stranger = await signIn(sessionId, 'user_transactions_dynamic', 'x');
    expect(stranger.error?.error_code).toBe('INVALID_CREDENTIALS');
    requireStep((await signIn(sessionId)).view, 'finished');

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
      const { sessionId } = await openLink({
        access_token: item.accessToken,
        update: { account_selection_enabled: true },
      });
      requireStep((await signIn(sessionId)).view, 'accounts');
      requireStep((await ask('accounts', { sessionId, accountIds })).view, 'finished');
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
    const { start, sessionId } = await openLink({
      access_token: item.accessToken,
      additional_consented_products: [Products.Auth],
    });
    expect(start.topics.map((topic) => topic.title)).toEqual(['Account numbers']);
    requireStep((await signIn(sessionId)).view, 'finished');
    const { data } = await client.itemGet({ access_token: item.accessToken });
    expect(data.item.consented_products).toContain('auth');
  });
});

describe('a session', () => {
  it('needs a link token that is known and has not run out', async () => {
    const unknown = await ask('start', { linkToken: 'link-sandbox-none', institutionId: null });
    expect(unknown.error).toMatchObject({
      error_type: 'INVALID_INPUT',
      error_code: 'INVALID_LINK_TOKEN',
    });
    const other = await startTestSandbox();
    try {
      const { data } = await other
        .client()
        .linkTokenCreate({ ...base, products: [Products.Transactions] });
      await other.control('/clock', { advanceDays: 1 });
      const response = await fetch(`${other.url}/link/session/start`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ linkToken: data.link_token, institutionId: null }),
      });
      expect(await response.json()).toMatchObject({ error: { error_code: 'INVALID_LINK_TOKEN' } });
    } finally {
      await other.close();
    }
  });

  it('survives a restart, and is not finished twice', async () => {
    const { client, linkToken, sessionId } = await openLink();
    await ask('institution', { sessionId, institutionId: 'ins_109508' });
    const { accounts } = requireStep((await signIn(sessionId)).view, 'accounts');
    await sandbox.restart();
    const accountIds = accounts.map(({ id }) => id);
    requireStep((await ask('accounts', { sessionId, accountIds })).view, 'finished');
    const again = await ask('accounts', { sessionId, accountIds });
    expect(again.error?.error_code).toBe('INVALID_FIELD');
    await ask('exit', { sessionId, error: null, status: null, institution: null });
    const token = (await sandbox.client().linkTokenGet({ link_token: linkToken })).data;
    expect(token.link_sessions).toMatchObject([{ exit: null, on_success: {} }]);
    expect(client).toBeDefined();
  });

  it('that is left says why', async () => {
    const { client, linkToken, sessionId } = await openLink();
    await ask('exit', {
      sessionId,
      error: null,
      status: 'requires_credentials',
      institution: { name: 'Tartan Bank', institution_id: 'ins_109511' },
    });
    const token = (await client.linkTokenGet({ link_token: linkToken })).data;
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

    for (const path of ['link/browser/frame.ts', 'browser/dom.ts', 'link/browser/link.css']) {
      expect((await fetch(`${sandbox.url}/assets/code/${path}`)).status).toBe(200);
    }
    for (const path of ['link/app.ts', 'browser/%2e%2e/main.ts', 'browser/none.ts', 'config.ts']) {
      expect((await fetch(`${sandbox.url}/assets/code/${path}`)).status).toBe(404);
    }
  });
});
