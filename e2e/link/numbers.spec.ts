import { expect, test } from './fixtures.ts';

const sameDay = { products: ['auth'], auth: { same_day_microdeposits_enabled: true } };

test('an account is linked by its numbers, and confirmed by the code of a deposit', async ({
  link,
}) => {
  await link.openBanks(sameDay);
  await link.press('Enter account numbers instead');
  await link.frame.getByLabel('Routing number').fill('110000000');
  await link.frame.getByLabel('Account number', { exact: true }).fill('1111222233330000');
  await link.frame.getByLabel('Name on the account').fill('Alberta Charleson');
  await link.press('Continue');
  await link.expectHeading('A small deposit is on its way');
  await link.press('Continue');
  await link.press('Done');
  const { publicToken, metadata } = await link.waitForSuccess();
  expect(metadata).toMatchObject({
    institution: null,
    accounts: [{ mask: '0000', verification_status: 'pending_manual_verification' }],
  });
  const events = await link.listEvents();
  expect(events.slice(events.indexOf('NUMBERS'))).toEqual([
    'NUMBERS',
    'SUBMIT_ROUTING_NUMBER',
    'SUBMIT_ACCOUNT_NUMBER',
    'LOADING',
    'SAME_DAY_MICRODEPOSIT_AUTHORIZED',
    'CONNECTED',
    'HANDOFF',
  ]);

  await link.open({ access_token: await link.exchange(publicToken) });
  await link.frame.getByLabel('Three-letter code').fill('abx');
  await link.press('Continue');
  await link.expectHeading('That is not the code');
  await link.press('Try again');
  await link.frame.getByLabel('Three-letter code').fill('abc');
  await link.press('Continue');
  await link.press('Done');
  expect((await link.waitForSuccess()).metadata).toMatchObject({
    accounts: [{ verification_status: 'manually_verified' }],
  });
});

test('the person chooses between login and numbers', async ({ link }) => {
  await link.open({
    products: ['auth'],
    auth: { auth_type_select_enabled: true, same_day_microdeposits_enabled: true },
  });
  await link.press('Continue');
  await link.press('Continue without phone number');
  await link.frame.getByRole('button', { name: 'Enter account numbers' }).click();
  await link.expectHeading('Enter your account numbers');
  const { events } = await link.seen();
  expect(events.find(({ name }) => name === 'SELECT_AUTH_TYPE')?.metadata.selection).toBe(
    'flow_type_manual',
  );
});

test('a bank that tells numbers in part compares what is typed', async ({ link }) => {
  await link.openBank('Houndstooth Bank', { products: ['auth'] });
  await link.signIn();
  await link.frame.getByText('Plaid Checking').click();
  await link.press('Continue with 1 account');
  await link.press('Fill in');
  await link.press('Continue');
  await link.press('Done');
  expect((await link.waitForSuccess()).metadata).toMatchObject({
    accounts: [{ mask: '0000', verification_status: null }],
  });
});
