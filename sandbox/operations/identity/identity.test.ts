import { type IdentityMatchUser, Products } from 'plaid';
import { expect, it } from 'vitest';
import { linkItem } from '../../testing/link-item.ts';
import { openTestSandbox } from '../../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const client = sandbox.client();
const { accessToken } = await linkItem(client, {}, [Products.Transactions]);

async function match(user: IdentityMatchUser) {
  const { accounts } = (await client.identityMatch({ access_token: accessToken, user })).data;
  return accounts[0];
}

it('names the owner of every account', async () => {
  const { accounts } = (await client.identityGet({ access_token: accessToken })).data;
  expect(accounts).toHaveLength(9);
  for (const account of accounts) {
    expect(account.owners[0]?.names).toEqual(['Alberta Bobbeth Charleson']);
  }
  expect(accounts[0]?.owners[0]?.emails).toHaveLength(3);
  // Transactions covers what Identity reads, so the first call adds it.
  const { item } = (await client.itemGet({ access_token: accessToken })).data;
  expect(item.products).toEqual(['transactions', 'identity']);
});

it('scores what fits exactly with 100', async () => {
  expect(
    await match({
      legal_name: 'alberta bobbeth charleson',
      phone_number: '+1 202 555 0123',
      email_address: 'AccountHolder0@example.com',
      address: {
        street: '2992 Cameron Rd',
        city: 'Malakoff',
        region: 'NY',
        postal_code: '14236',
        country: 'US',
      },
    }),
  ).toMatchObject({
    legal_name: { score: 100, is_business_name_detected: false },
    phone_number: { score: 100 },
    email_address: { score: 100 },
    address: { score: 100, is_postal_code_match: true },
  });
});

it('scores lower the less fits, and tells nothing of what was not asked', async () => {
  const close = await match({ legal_name: 'Bertie Charleson', phone_number: '2025550124' });
  expect(close?.legal_name).toMatchObject({ score: 90, is_nickname_match: true });
  expect(close?.phone_number.score).toBe(0);
  expect(close?.email_address.score).toBeNull();
  expect(close?.address).toEqual({ score: null, is_postal_code_match: null });
  const far = await match({
    legal_name: 'Zed Holdings LLC',
    address: {
      street: '1 Elm St',
      city: 'Reno',
      region: 'NV',
      postal_code: '89501',
      country: 'US',
    },
  });
  expect(far?.legal_name.score).toBeLessThan(40);
  expect(far?.legal_name.is_business_name_detected).toBe(true);
  expect(far?.address.score).toBeLessThan(70);
  expect(far?.address.is_postal_code_match).toBe(false);
});
