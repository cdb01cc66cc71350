import {
  Products,
  SandboxItemSetVerificationStatusRequestVerificationStatusEnum as Status,
} from 'plaid';
import { describe, expect, it } from 'vitest';
import { linkItem } from '../../testing/link-item.ts';
import {
  catchProblem,
  openTestSandbox,
  startReceiver,
  startTestSandbox,
  waitFor,
} from '../../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const client = sandbox.client();

describe('/auth/get', () => {
  it('tells the numbers of the accounts that have some', async () => {
    const { accessToken } = await linkItem(client, {}, [Products.Auth, Products.Transactions]);
    const { accounts, numbers, item } = (await client.authGet({ access_token: accessToken })).data;
    expect(accounts.map((account) => account.mask)).toEqual(['0000', '1111', '9002']);
    expect(numbers.ach[0]).toEqual({
      account_id: accounts[0]?.account_id,
      account: '1111222233330000',
      is_tokenized_account_number: false,
      routing: '011401533',
      wire_routing: '021000021',
    });
    expect(numbers.ach[1]?.account).toBe('1111222233331111');
    expect([numbers.eft, numbers.international, numbers.bacs]).toEqual([[], [], []]);
    expect(item.auth_method).toBe('INSTANT_AUTH');
  });

  it('narrows to account_ids, and has nothing to say of a card', async () => {
    const { accessToken } = await linkItem(client, {}, [Products.Auth, Products.Transactions]);
    const { accounts } = (await client.accountsGet({ access_token: accessToken })).data;
    const get = (mask: string) =>
      client.authGet({
        access_token: accessToken,
        options: {
          account_ids: accounts.filter((a) => a.mask === mask).map((a) => a.account_id),
        },
      });
    const { numbers } = (await get('1111')).data;
    expect(numbers.ach.map((row) => row.account)).toEqual(['1111222233331111']);
    expect(await catchProblem(get('3333'))).toMatchObject({
      error_type: 'ITEM_ERROR',
      error_code: 'NO_AUTH_ACCOUNTS',
    });
    const strange = client.authGet({
      access_token: accessToken,
      options: { account_ids: ['nobody'] },
    });
    expect((await catchProblem(strange)).error_code).toBe('INVALID_ACCOUNT_ID');
  });

  it('speaks of branches in Canada and of sort codes in Britain', async () => {
    const numbersOf = async (institution_id: string) => {
      const created = await client.sandboxPublicTokenCreate({
        institution_id,
        initial_products: [Products.Auth],
      });
      const { access_token } = (
        await client.itemPublicTokenExchange({ public_token: created.data.public_token })
      ).data;
      return (await client.authGet({ access_token })).data.numbers;
    };
    const canada = await numbersOf('ins_43');
    expect(canada.ach).toEqual([]);
    expect(canada.eft[0]).toMatchObject({ institution: '021', branch: '01140' });
    const britain = await numbersOf('ins_117650');
    expect(britain.bacs[0]?.sort_code).toMatch(/^\d{6}$/);
    const iban = britain.international[0]?.iban ?? '';
    const moved = `${iban.slice(4)}${iban.slice(0, 4)}`;
    const digits = moved.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
    expect(BigInt(digits) % 97n).toBe(1n);
  });

  it('needs a bank that offers it and a person who agreed', async () => {
    const identity = await linkItem(client, {}, [Products.Identity]);
    const unconsented = client.authGet({ access_token: identity.accessToken });
    expect(await catchProblem(unconsented)).toMatchObject({
      error_code: 'ADDITIONAL_CONSENT_REQUIRED',
      error_message: 'client does not have user consent to access the PRODUCT_AUTH product',
    });
    const created = await client.sandboxPublicTokenCreate({
      institution_id: 'ins_133402',
      initial_products: [Products.Identity],
    });
    const { access_token } = (
      await client.itemPublicTokenExchange({ public_token: created.data.public_token })
    ).data;
    const unsupported = client.authGet({ access_token });
    expect((await catchProblem(unsupported)).error_code).toBe('PRODUCTS_NOT_SUPPORTED');
  });
});

describe('numbers verified by deposits', () => {
  const options = { override_password: 'microdeposits_good' };

  it('are told once the account is verified, and a webhook says so', async () => {
    const receiver = await startReceiver();
    try {
      const { accessToken, itemId } = await linkItem(
        client,
        { ...options, webhook: receiver.url },
        [Products.Auth],
      );
      const { accounts } = (await client.accountsGet({ access_token: accessToken })).data;
      expect(accounts[0]?.verification_status).toBe('pending_automatic_verification');
      const early = client.authGet({ access_token: accessToken });
      expect((await catchProblem(early)).error_code).toBe('PRODUCT_NOT_READY');

      const account_id = accounts[0]?.account_id ?? '';
      const set = (verification_status: Status) =>
        client.sandboxItemSetVerificationStatus({
          access_token: accessToken,
          account_id,
          verification_status,
        });
      await set(Status.AutomaticallyVerified);
      const { numbers } = (await client.authGet({ access_token: accessToken })).data;
      expect(numbers.ach.map((row) => row.account_id)).toEqual([account_id]);
      const webhook = await waitFor('the webhook', () => receiver.find('AUTOMATICALLY_VERIFIED'));
      expect(webhook.body).toMatchObject({ webhook_type: 'AUTH', item_id: itemId, account_id });
      expect((await catchProblem(set(Status.VerificationExpired))).error_code).toBe(
        'INVALID_FIELD',
      );
    } finally {
      await receiver.close();
    }
  });

  it('verify themselves within a day, or expire', async () => {
    const other = await startTestSandbox();
    try {
      const { accessToken } = await linkItem(other.client(), options, [Products.Auth]);
      const { data } = await other.client().accountsGet({ access_token: accessToken });
      await other.client().sandboxItemSetVerificationStatus({
        access_token: accessToken,
        account_id: data.accounts[0]?.account_id ?? '',
        verification_status: Status.VerificationExpired,
      });
      await other.control('/clock', { advanceDays: 1.1 });
      const masks = await waitFor('verified numbers', async () => {
        const answer = await other
          .client()
          .authGet({ access_token: accessToken })
          .catch(() => null);
        return answer?.data.accounts.map((account) => account.mask);
      });
      expect(masks).toEqual(['1111', '9002']);
    } finally {
      await other.close();
    }
  });
});
