import { Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { linkItem } from '../testing/link-item.ts';
import { catchProblem, openTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

describe('users', () => {
  it('have a token as well, unless they are made with the newer fields', async () => {
    const client = sandbox.client();
    const older = (await client.userCreate({ client_user_id: 'older' })).data;
    expect(older.user_id).toMatch(/^usr_[0-9A-Za-z]{14}$/);
    expect(older.user_token).toMatch(/^user-sandbox-[0-9a-f-]{36}$/);
    const newer = (
      await client.userCreate({
        client_user_id: 'newer',
        identity: { name: { given_name: 'Ada', family_name: 'King' } },
      })
    ).data;
    expect(newer.user_token).toBeUndefined();
    // The same person asked for again is the same user.
    const again = (await client.userCreate({ client_user_id: 'older' })).data;
    expect(again.user_id).toBe(older.user_id);
  });

  it('keep what an update does not name', async () => {
    const client = sandbox.client();
    const { user_id } = (
      await client.userCreate({
        client_user_id: 'merged',
        identity: {
          name: { given_name: 'Ada', family_name: 'King' },
          emails: [{ data: 'ada@plumbline.example', primary: true }],
        },
      })
    ).data;
    await client.userUpdate({ user_id, identity: { date_of_birth: '1990-12-10' } });
    expect((await client.userGet({ user_id })).data).toMatchObject({
      client_user_id: 'merged',
      identity: {
        name: { given_name: 'Ada' },
        emails: [{ data: 'ada@plumbline.example' }],
        date_of_birth: '1990-12-10',
      },
    });
  });

  it('take their Items with them when they are removed', async () => {
    const client = sandbox.client();
    const { user_id } = (await client.userCreate({ client_user_id: 'leaving' })).data;
    const link = async () => {
      const { data } = await client.sandboxPublicTokenCreate({
        institution_id: 'ins_109508',
        initial_products: [Products.Transactions],
        user_id,
      });
      return (await client.itemPublicTokenExchange({ public_token: data.public_token })).data;
    };
    const first = await link();
    const second = await link();
    const items = (await client.userItemsGet({ user_id })).data.items;
    expect(items.map((item) => item.item_id)).toEqual([first.item_id, second.item_id]);

    await client.sandboxUserResetLogin({ user_id, item_ids: [second.item_id] });
    const broken = (await client.itemGet({ access_token: second.access_token })).data.item;
    expect(broken.error).toMatchObject({ error_code: 'ITEM_LOGIN_REQUIRED' });
    expect((await client.itemGet({ access_token: first.access_token })).data.item.error).toBeNull();

    await client.userRemove({ user_id });
    expect(await catchProblem(client.userItemsGet({ user_id }))).toMatchObject({
      error_type: 'USER_ERROR',
      error_code: 'USER_NOT_FOUND',
    });
    expect(await catchProblem(client.itemGet({ access_token: first.access_token }))).toMatchObject({
      error_code: 'ITEM_NOT_FOUND',
    });
  });

  it('belong to one client, and own only their own Items', async () => {
    const client = sandbox.client();
    const { user_id, user_token } = (await client.userCreate({ client_user_id: 'mine' })).data;
    const stranger = sandbox.client('another');
    expect((await catchProblem(stranger.userGet({ user_id }))).error_code).toBe('USER_NOT_FOUND');
    expect(
      await catchProblem(stranger.creditSessionsGet({ user_token: user_token ?? '' })),
    ).toMatchObject({ error_type: 'INVALID_INPUT', error_code: 'INVALID_USER_TOKEN' });
    const { itemId } = await linkItem(client);
    const refused = await catchProblem(client.userItemsRemove({ user_id, item_ids: [itemId] }));
    expect(refused.error_code).toBe('ITEM_NOT_FOUND');
    expect((await catchProblem(client.userItemsGet({}))).error_code).toBe('MISSING_FIELDS');
  });
});

describe('a session that verifies income', () => {
  it('is listed with what it verified', async () => {
    const client = sandbox.client();
    const { user_id, user_token } = (await client.userCreate({ client_user_id: 'earner' })).data;
    const { public_token } = (
      await client.sandboxPublicTokenCreate({
        institution_id: 'ins_109508',
        initial_products: [Products.IncomeVerification],
        user_token: user_token ?? '',
      })
    ).data;
    const sessions = (await client.creditSessionsGet({ user_token: user_token ?? '' })).data
      .sessions;
    const item = (await client.userItemsGet({ user_id })).data.items[0];
    expect(sessions).toMatchObject([
      {
        results: {
          item_add_results: [{ public_token, item_id: item?.item_id }],
          bank_income_results: [{ status: 'APPROVED', institution_id: 'ins_109508' }],
          payroll_income_results: [],
          document_income_results: null,
        },
      },
    ]);
  });

  it('needs a user', async () => {
    const problem = await catchProblem(
      sandbox.client().sandboxPublicTokenCreate({
        institution_id: 'ins_109508',
        initial_products: [Products.IncomeVerification],
      }),
    );
    expect(problem.error_code).toBe('MISSING_FIELDS');
  });
});
