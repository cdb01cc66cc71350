import { expect, test } from './fixtures.ts';

test('hosted Link ends at the address it was given', async ({ link }) => {
  const { hosted_link_url: url } = await link.createToken({
    hosted_link: { completion_redirect_uri: `${link.hostUrl}?done` },
  });
  await link.page.goto(url ?? '');
  await link.page.getByRole('button', { name: 'Continue' }).click();
  await link.page.getByRole('button', { name: 'Continue without phone number' }).click();
  await link.page.getByRole('button', { name: 'Tartan Bank' }).click();
  await link.page.getByLabel('Username').fill('user_good');
  await link.page.getByLabel('Password', { exact: true }).fill('pass_good');
  await link.page.getByRole('button', { name: 'Continue' }).click();
  await link.page.getByRole('button', { name: /^Continue with/ }).click();
  await link.page.getByRole('button', { name: 'Done' }).click();
  await expect(link.page).toHaveURL(`${link.hostUrl}?done`);
});

test('left without an address, it says that the window may be closed', async ({ link }) => {
  const { hosted_link_url: url } = await link.createToken({ hosted_link: {} });
  await link.page.goto(url ?? '');
  await link.page.getByRole('button', { name: 'Close' }).click();
  await link.page.getByRole('button', { name: 'Leave' }).click();
  await expect(link.page.getByRole('heading', { name: 'You can close this window' })).toBeVisible();
});

test('several banks are linked in one session', async ({ link }) => {
  await link.openBank('Tartan Bank', {
    enable_multi_item_link: true,
    user_id: await link.createUser(),
  });
  await link.signIn();
  await link.press('Continue with 9 accounts');
  await link.expectHeading('One bank is connected');
  await link.press('Add another bank');
  await link.frame.getByRole('button', { name: 'First Platypus Bank' }).click();
  await link.signIn();
  await link.press('Continue with 9 accounts');
  await link.expectHeading('2 banks are connected');
  await link.press('Finish');
  const { publicToken, metadata } = await link.waitForSuccess();
  expect(publicToken).toBeNull();
  expect(metadata).toMatchObject({ institution: null, accounts: [] });
});
