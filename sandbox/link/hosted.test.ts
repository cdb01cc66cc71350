import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  linkAllAccounts,
  linkTokenBase,
  openLink,
  openLinkAgain,
  requireStep,
} from '../testing/link-session.ts';
import { catchProblem, openReceiver, openTestSandbox, waitFor } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const receiver = await openReceiver();

beforeEach(() => {
  receiver.received.length = 0;
});

const handoff = {
  name: 'HANDOFF',
  timestamp: new Date().toISOString(),
  metadata: { institution_id: 'ins_109508' },
};

async function createHosted(hosted: object = {}) {
  const { data } = await sandbox.client().linkTokenCreate({
    ...linkTokenBase,
    products: ['transactions' as never],
    webhook: receiver.url,
    hosted_link: hosted,
  });
  return data;
}

describe('hosted Link', () => {
  it('has an address of its own that shows Link', async () => {
    const token = await createHosted();
    expect(token.hosted_link_url).toBe(`${sandbox.url}/link/hosted?token=${token.link_token}`);
    const page = await fetch(token.hosted_link_url ?? '');
    expect(await page.text()).toContain('link/browser/hosted.ts');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it.each([
    [{}, 30],
    [{ delivery_method: 'sms' }, 24 * 60],
    [{ delivery_method: 'email' }, 7 * 24 * 60],
    [{ delivery_method: 'email', url_lifetime_seconds: 600 }, 10],
  ])('with %j lives %i minutes', async (hosted, minutes) => {
    const { expiration } = await createHosted(hosted);
    expect((Date.parse(expiration) - Date.now()) / 60_000).toBeCloseTo(minutes, 0);
  });

  it('tells by webhook what came of it', async () => {
    const token = await createHosted();
    const link = await openLinkAgain(sandbox, token.link_token);
    await link.takeToBank();
    const { publicToken } = requireStep(await linkAllAccounts(link), 'finished');
    await link.take('events', { events: [handoff] });

    const session = { link_session_id: link.sessionId, link_token: token.link_token };
    const added = await waitFor('ITEM_ADD_RESULT', () => receiver.find('ITEM_ADD_RESULT'));
    expect(added.body).toMatchObject({ ...session, public_token: publicToken });
    const finished = await waitFor('SESSION_FINISHED', () => receiver.find('SESSION_FINISHED'));
    expect(finished.body).toMatchObject({
      webhook_type: 'LINK',
      status: 'SUCCESS',
      ...session,
      public_tokens: [publicToken],
      environment: 'sandbox',
    });
    expect(finished.body).not.toHaveProperty('item_id');
    const events = await waitFor('EVENTS', () => receiver.find('EVENTS'));
    expect(events.body).toMatchObject({ ...session, events: [{ event_name: 'HANDOFF' }] });
  });

  it('tells that the person left', async () => {
    const token = await createHosted({ completion_redirect_uri: 'https://app.example/done' });
    const link = await openLinkAgain(sandbox, token.link_token);
    expect(link.start.completionUri).toBe('https://app.example/done');
    await link.take('exit', { error: null, status: null, institution: null });
    const finished = await waitFor('SESSION_FINISHED', () => receiver.find('SESSION_FINISHED'));
    expect(finished.body).toMatchObject({ status: 'EXITED', public_tokens: [] });
  });

  it('is what only these webhooks are sent for', async () => {
    const link = await openLink(sandbox, { webhook: receiver.url });
    await link.takeToBank();
    requireStep(await linkAllAccounts(link), 'finished');
    await waitFor('a webhook of the Item', () => receiver.find('HISTORICAL_UPDATE'));
    expect(receiver.received.some(({ body }) => body.webhook_type === 'LINK')).toBe(false);
  });
});

describe('several Items in one session', () => {
  const createUser = async () =>
    (await sandbox.client().userCreate({ client_user_id: randomUUID() })).data.user_id ?? '';

  it('are handed over together, and not to the page', async () => {
    const userId = await createUser();
    const link = await openLink(sandbox, {
      enable_multi_item_link: true,
      user_id: userId,
      webhook: receiver.url,
    });
    await link.takeToBank();
    expect(requireStep(await linkAllAccounts(link), 'added').banks).toEqual([
      { name: 'First Platypus Bank', accountCount: 9 },
    ]);
    requireStep(await link.take('another'), 'institution');
    await link.take('institution', { institutionId: 'ins_109511' });
    requireStep(await linkAllAccounts(link), 'added');
    expect(requireStep(await link.take('finish'), 'finished')).toMatchObject({
      publicToken: null,
      institution: null,
      accounts: [],
      added: 2,
    });

    const finished = await waitFor('SESSION_FINISHED', () => receiver.find('SESSION_FINISHED'));
    const tokens = finished.body.public_tokens as string[];
    expect(finished.body).toMatchObject({ status: 'SUCCESS', user_id: userId });
    const announced = receiver.received
      .filter(({ body }) => body.webhook_code === 'ITEM_ADD_RESULT')
      .map(({ body }) => body.public_token);
    expect(announced).toEqual(tokens);
    const client = sandbox.client();
    const names = [];
    for (const token of tokens) {
      const { data } = await client.itemPublicTokenExchange({ public_token: token });
      const { item } = (await client.itemGet({ access_token: data.access_token })).data;
      names.push(item.institution_name);
    }
    expect(names).toEqual(['First Platypus Bank', 'Tartan Bank']);
    const { link_sessions } = (await client.linkTokenGet({ link_token: link.linkToken })).data;
    expect(link_sessions).toMatchObject([
      {
        on_success: null,
        results: { item_add_results: tokens.map((token) => ({ public_token: token })) },
      },
    ]);
  });

  it('keep what was linked when the person leaves in the middle of one more', async () => {
    const link = await openLink(sandbox, {
      enable_multi_item_link: true,
      user_id: await createUser(),
    });
    await link.takeToBank();
    await linkAllAccounts(link);
    await link.take('another');
    await link.take('institution', { institutionId: 'ins_109511' });
    expect(requireStep(await link.take('finish'), 'finished').added).toBe(1);
  });

  it('need a user to belong to', async () => {
    const problem = await catchProblem(
      sandbox.client().linkTokenCreate({
        ...linkTokenBase,
        products: ['transactions' as never],
        enable_multi_item_link: true,
      }),
    );
    expect(problem.error_code).toBe('INVALID_FIELD');
  });
});
