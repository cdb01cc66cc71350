import { Api, baseUrl, expect, joinBy, linkBank, newPerson, test } from './support/fixtures.ts';

const ben = () => ({ ...newPerson(), name: 'Ben Prior' });

test('somebody is invited, sees what they are shown and no more, and is removed', async ({
  page,
  api,
  browser,
}) => {
  test.slow();
  await linkBank(api, { username: 'user_good' });
  await page.goto('/settings/household');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByLabel('The link').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('Whoever has the link, as a member')).toBeVisible();

  const guest = ben();
  const context = await browser.newContext({ baseURL: baseUrl });
  const theirs = await context.newPage();
  const api2 = new Api(context.request);
  await api2.ask('POST', '/api/sign-up', guest);
  const invitation = await theirs.goto(link);
  expect(invitation?.headers()['referrer-policy']).toBe('no-referrer');
  expect(invitation?.headers()['cache-control']).toContain('no-store');
  await expect(theirs.getByRole('heading', { name: 'Ana Prior’s household' })).toBeVisible();
  await theirs.getByRole('link', { name: 'Sign in' }).click();
  await theirs.getByLabel('E-mail').fill(guest.email);
  await theirs.getByLabel('Password', { exact: true }).fill(guest.password);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await theirs.waitForURL(({ pathname }) => pathname.startsWith('/invite/'));
  await theirs.getByRole('button', { name: 'Join the household' }).click();
  await expect(theirs.getByRole('link', { name: 'Plaid Checking' })).toBeVisible();

  // The owner hears of it without doing anything, and the link is used up.
  await expect(page.getByText('No invitation is open.')).toBeVisible();
  await page.getByRole('button', { name: /Notifications/ }).click();
  await expect(page.getByText('Ben Prior joined the household')).toBeVisible();
  await page.keyboard.press('Escape');
  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { name: 'This invitation is not open' })).toBeVisible();

  await theirs.goto('/accounts');
  const saving = theirs.getByRole('link', { name: 'Plaid Saving' });
  const checking = theirs.getByRole('link', { name: 'Plaid Checking' });
  const address = await saving.getAttribute('href');
  const decide = async (account: string, sight: string) => {
    await page.getByRole('combobox', { name: `Ben Prior: ${account}` }).click();
    await page.getByRole('option', { name: sight }).click();
  };
  await decide('Plaid Checking', 'Nothing');
  await expect(checking).toHaveCount(0);
  await expect(saving).toBeVisible();
  await decide('Plaid Saving', 'Balance only');
  await saving.click();
  await expect(theirs.getByRole('heading', { name: 'Plaid Saving' })).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByText('Ana Prior shows you what is in this account')).toBeVisible();
  await expect(theirs.getByText('INTRST PYMNT')).toHaveCount(0);
  await page.goto(address ?? '');
  await expect(page.getByRole('combobox', { name: 'Ben Prior: Plaid Saving' })).toHaveText(
    'Balance only',
  );

  await theirs.goto('/connections');
  await expect(theirs.getByText('Linked by Ana Prior: ')).toBeVisible();
  await expect(theirs.getByRole('button', { name: /^More for/ })).toHaveCount(0);

  // Of two households one looks at one, and at the other.
  const open = async (name: string) => {
    await theirs.getByRole('button', { name: 'Ben Prior' }).click();
    await theirs.getByRole('menuitemradio', { name }).click();
  };
  await open('Ben Prior’s household');
  await expect(theirs.getByRole('heading', { name: 'Link your first bank' })).toBeVisible();
  await open('Ana Prior’s household');
  await expect(saving).toBeVisible();

  await page.goto('/settings/household');
  await page.getByRole('combobox', { name: 'What Ben Prior may do' }).click();
  await page.getByRole('option', { name: 'Viewer' }).click();
  await expect(page.getByText('Ben Prior: viewer', { exact: true })).toBeVisible();
  await theirs.goto('/accounts');
  await expect(saving).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Link a bank' })).toHaveCount(0);

  await page.getByRole('button', { name: 'More about Ben Prior' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(theirs).toHaveURL(/\/sign-in/);
  expect((await api2.send('GET', '/api/accounts')).status()).toBe(401);
  await expect(page.getByRole('button', { name: 'More about Ben Prior' })).toHaveCount(0);
  await context.close();
});

test('a household is handed over and left, with what one linked', async ({
  page,
  api,
  browser,
}) => {
  const context = await browser.newContext({ baseURL: baseUrl });
  const guest = new Api(context.request);
  await guest.signIn(ben());
  await joinBy(api, guest, 'member');
  await linkBank(api, { username: 'user_good' });
  await page.goto('/settings/household');
  await expect(page.getByText('You are its only owner.')).toBeVisible();
  await page.getByRole('button', { name: 'More about Ben Prior' }).click();
  await page.getByRole('menuitem', { name: 'Hand the household over' }).click();
  await page.getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByRole('button', { name: 'Leave the household' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Invite somebody' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Leave the household' }).click();
  await page.getByLabel(/Also delete what others see/).click();
  await page.getByRole('button', { name: 'Leave and delete' }).click();
  await expect(page.getByRole('heading', { name: 'Link your first bank' })).toBeVisible();
  await expect
    .poll(async () => (await guest.ask<{ items: [] }>('GET', '/api/accounts')).items)
    .toEqual([]);
  const { members } = await guest.ask<{ members: object[] }>('GET', '/api/households/current');
  expect(members).toMatchObject([{ name: 'Ben Prior', role: 'owner' }]);
  await context.close();
});
