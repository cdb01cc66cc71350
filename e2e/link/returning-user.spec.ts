import { expect, test } from './fixtures.ts';

test('a returning person shares a remembered bank without a password', async ({ link }) => {
  await link.open();
  await link.press('Continue');
  await link.frame.getByLabel('Phone number').fill('415-555-0011');
  await link.press('Continue');
  await link.frame.getByLabel('Six-digit code').fill('123456');
  await link.press('Continue');
  await link.frame.getByRole('button', { name: 'Tartan Bank' }).click();
  await link.press('Continue with 2 accounts');
  await link.press('Done');
  const { metadata } = await link.waitForSuccess();
  expect(metadata).toMatchObject({ institution: { name: 'Tartan Bank' } });
  expect(await link.listEvents()).toEqual([
    'OPEN',
    'CONSENT',
    'SUBMIT_PHONE',
    'SUBMIT_PHONE',
    'VERIFY_PHONE',
    'SUBMIT_OTP',
    'VERIFY_PHONE',
    'SELECT_SAVED_INSTITUTION',
    'SELECT_INSTITUTION',
    'SELECT_SAVED_ACCOUNT',
    'LOADING',
    'CONNECTED',
    'HANDOFF',
  ]);
});

test('three wrong codes lead on as a guest', async ({ link }) => {
  await link.open();
  await link.press('Continue');
  await link.frame.getByLabel('Phone number').fill('415-555-0011');
  await link.press('Continue');
  for (const code of ['000000', '111111']) {
    await link.frame.getByLabel('Six-digit code').fill(code);
    await link.press('Continue');
    await link.expectHeading('That code was not right');
    await link.press('Try again');
  }
  await link.frame.getByLabel('Six-digit code').fill('222222');
  await link.press('Continue');
  await expect(link.frame.getByText('PROFILE_AUTHENTICATION_FAILED')).toBeVisible();
  await link.press('Continue without phone number');
  await link.expectHeading('Choose your bank');
});
