import type { Page } from '@playwright/test';
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

test('Link stays open when the state it was opened for changes under it', async ({ page, api }) => {
  const item = await linkBank(api, { username: 'user_good' });
  await page.goto('/');
  await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
  const banner = page.getByRole('status').filter({ hasText: 'First Platypus Bank' });
  await banner.getByRole('button', { name: 'Sign in again' }).click();
  await expect(linkFrame(page).getByLabel('Username')).toBeVisible();
  await control(`/items/${item.plaidItemId}/login`, { state: 'repaired' });
  await expect(banner).toBeHidden();
  await repairThroughLink(page);
  await expect(message(page, 'First Platypus Bank: nothing new')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeFocused();
});

test('a sync by hand says what it brought', async ({ page, api }) => {
  const item = await linkBank(api);
  await page.goto('/connections');
  const connection = page.getByRole('main').getByRole('listitem');
  await expect(connection).toContainText(/\d accounts, \d+ transactions from .* to /);
  await control(`/items/${item.plaidItemId}/transactions`, {
    add: [
      { amount: 1, name: 'One' },
      { amount: 2, name: 'Two' },
    ],
    webhook: false,
  });
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(message(page, 'First Platypus Bank: 2 new')).toBeVisible();
});

test('a disconnected bank can be linked again, or its history deleted', async ({ page, api }) => {
  const item = await linkBank(api);
  await api.ask('DELETE', `/api/items/${item.id}`, { history: 'keep' });
  await page.goto('/connections');
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('Disconnected');
  await expect(page.getByRole('button', { name: 'Link again' })).toBeVisible();
  await page.goto('/transactions');
  await page.getByRole('combobox', { name: 'Account' }).click();
  await expect(page.getByRole('group', { name: 'No longer connected' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row').nth(2)).toContainText('No longer connected');
  await page.goto('/connections');
  await page.getByRole('button', { name: 'More for First Platypus Bank' }).click();
  await page.getByRole('menuitem', { name: 'Delete history' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete history' }).click();
  await expect(page.getByRole('heading', { name: 'No banks linked' })).toBeFocused();
  expect((await api.ask<{ items: unknown[] }>('GET', '/api/transactions')).items).toEqual([]);
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

/** A message is also read out from beside the list, so its text alone is there twice. */
function message(page: Page, text: string) {
  const messages = page.getByRole('region', { name: /^Messages/ }).getByRole('listitem');
  return messages.filter({ hasText: text });
}
