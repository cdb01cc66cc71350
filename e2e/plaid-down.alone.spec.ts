import { control, expect, test } from './support/fixtures.ts';

// These faults strike whoever calls next, so these tests run when no other does.

test('when Plaid is down the page says so, loses nothing, and works again afterwards', async ({
  page,
  api: _,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 503');
  await page.goto('/');
  await control('/faults', { path: '/link/token/create', times: 1, mode: 'reset' });
  await page.getByRole('button', { name: 'Link a bank' }).click();
  const message = page.getByRole('listitem').filter({ hasText: 'Link did not open' });
  await expect(message).toContainText('Nothing was changed');
  await page.getByRole('button', { name: 'Link a bank' }).click();
  await expect(page.locator('iframe[id^="plaid-link-iframe"]')).toBeVisible();
});
