import { control, expect, linkBank, test } from './support/fixtures.ts';
import { linkFrame, repairThroughLink, signInAtBank } from './support/link.ts';

test('a broken login shows a banner, and Link’s update mode repairs it in place', async ({
  page,
  api,
}) => {
  const item = await linkBank(api, { username: 'user_good' });
  const { items: accounts } = await api.ask<{ items: { id: string }[] }>('GET', '/api/accounts');
  await page.goto('/');
  await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
  const banner = page.getByRole('status').filter({ hasText: 'First Platypus Bank' });
  await expect(banner).toContainText('sign in again');
  await expect(banner).toContainText('Nothing is lost');

  // What happens meanwhile at the bank must be here after the repair.
  await control(`/items/${item.plaidItemId}/transactions`, {
    add: [{ amount: 9.99, name: 'Meanwhile' }],
    webhook: false,
  });
  await banner.getByRole('button', { name: 'Sign in again' }).click();
  const link = linkFrame(page);
  await signInAtBank(link, 'user_good', 'error_INVALID_CREDENTIALS');
  await link.getByRole('button', { name: 'Try again' }).click();
  await repairThroughLink(page);

  await expect(banner).toBeHidden();
  await expect(page.getByText('Meanwhile')).toBeVisible();
  await page.goto('/connections');
  const connection = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'First Platypus Bank' });
  await expect(connection).toContainText('Up to date');
  const after = await api.ask<{ items: { id: string }[] }>('GET', '/api/accounts');
  expect(after.items.map((each) => each.id)).toEqual(accounts.map((each) => each.id));
});

test('a repair elsewhere clears the banner by itself', async ({ page, api }) => {
  const item = await linkBank(api);
  await page.goto('/');
  await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
  const banner = page.getByRole('status').filter({ hasText: 'First Platypus Bank' });
  await expect(banner).toBeVisible();
  await control(`/items/${item.plaidItemId}/login`, { state: 'repaired' });
  await expect(banner).toBeHidden();
});

test('disconnecting keeps the history, uncounted, and a new link starts afresh', async ({
  page,
  api,
}) => {
  await linkBank(api);
  await page.goto('/connections');
  await page.getByRole('button', { name: 'More for First Platypus Bank' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  const connection = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'First Platypus Bank' });
  await expect(connection).toContainText('Disconnected');
  await page.goto('/accounts');
  await expect(page.getByRole('heading', { name: /No longer connected/ })).toBeVisible();
  await page.goto('/transactions');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
});

test('disconnecting can take the history along', async ({ page, api }) => {
  await linkBank(api);
  await page.goto('/connections');
  await page.getByRole('button', { name: 'More for First Platypus Bank' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await page.getByLabel('Also delete its accounts and transactions').check();
  await page.getByRole('button', { name: 'Disconnect and delete' }).click();
  await expect(page.getByRole('heading', { name: 'No banks linked' })).toBeVisible();
  expect((await api.ask<{ items: unknown[] }>('GET', '/api/transactions')).items).toEqual([]);
});
